import { join } from "node:path";
import { inject } from "vitest";

/** The folder into which the packages were installed. */
export const installed: string = join(inject("run"), "installed");

/** The program as npm put it there. */
export const program: string = join(installed, "node_modules", ".bin", "planwright");

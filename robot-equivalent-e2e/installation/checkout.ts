import { fileURLToPath } from "node:url";

/** The checkout, without a slash at the end. */
export const checkout: string = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

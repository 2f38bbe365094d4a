import { ABILITIES } from "./Lacks.ts";

/** The command line runs each command of such a scenario as a process of its own, and not in this one. */
export const PROCESS = "@process";

/** Every tag that means something; any other is a mistake. */
export const TAGS: ReadonlySet<string> = new Set([...ABILITIES.map((ability) => `@${ability}`), PROCESS]);

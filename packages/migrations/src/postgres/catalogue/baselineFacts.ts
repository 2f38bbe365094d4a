import { lines } from "./baseline.ts";
import { readFacts } from "./factLines.ts";

/** What the first migration alone makes of an empty database. */
export const baselineFacts = readFacts(lines);

import { readFacts } from "./factLines.ts";
import { lines } from "./release.ts";

/** What all migrations of this release make of an empty database. */
export const releaseFacts = readFacts(lines);

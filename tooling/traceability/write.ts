// Writes docs/traceability.md: `npm run traceability`.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { referencesBelow } from "./references.ts";
import { STATEMENTS } from "./statements.ts";
import { traceabilityTable } from "./table.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
writeFileSync(`${root}docs/traceability.md`, traceabilityTable(STATEMENTS, referencesBelow(root)));

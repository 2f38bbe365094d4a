// Writes docs/api/<package>.md: `npm run surface`.
import { mkdirSync, writeFileSync } from "node:fs";
import { root } from "../architecture/files.ts";
import { PUBLISHED, surfaceReport } from "./report.ts";

mkdirSync(`${root}docs/api`, { recursive: true });
for (const name of PUBLISHED)
  writeFileSync(`${root}docs/api/${name}.md`, surfaceReport(`${root}packages/${name}`));

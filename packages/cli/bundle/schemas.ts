// Writes the JSON Schema of every command's `data`, of its lines where they are something else, and of a failure.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { schemaFiles } from "./schemaFiles.ts";

const folder = fileURLToPath(new URL("../schemas/", import.meta.url));
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) rmSync(`${folder}${name}`);
for (const [name, text] of schemaFiles()) writeFileSync(`${folder}${name}`, text);

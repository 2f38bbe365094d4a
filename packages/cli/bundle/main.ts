// Makes what is published: one file for each entry, chunks for what is loaded later, everything but the native driver inside.
import { readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

for (const name of readdirSync(here("dist"))) if (name.endsWith(".js")) rmSync(here(`dist/${name}`));

const bundle = await rolldown({
  input: { index: here("src/index.ts"), main: here("src/main.ts"), version: here("src/version.ts") },
  platform: "node",
  // The other packages are taken from their sources, so their own builds need not be there. What is imported and what is
  // required keep the conditions of their own: a class of pg is none in the wrapper that it has for those who import it.
  resolve: { conditionNames: ["@planwright/source"] },
  // A driver of pg's that is asked for by nobody here is looked for by it, and left out where it is missing.
  external: ["better-sqlite3", "pg-native"],
  // No module of ours, of Effect or of the ORM does anything but define things when it is loaded.
  treeshake: { moduleSideEffects: false },
});
// Names are kept because errors are told apart by them.
await bundle.write({ dir: here("dist"), format: "esm", keepNames: true, chunkFileNames: "[name]-[hash].js" });
await bundle.close();

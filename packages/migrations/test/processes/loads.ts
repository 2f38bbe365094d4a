// Prints which modules of this package, and which drivers, a first look at a current ledger loads: `loads.ts LOCATION` (JSON).
import { writeSync } from "node:fs";
import { registerHooks } from "node:module";
import * as Effect from "effect/Effect";
import type { Location } from "../../src/index.ts";

const source = new URL("../../src/", import.meta.url).href;
const DRIVER = /\/node_modules\/(?<name>pg|better-sqlite3)\//;
const loaded = new Set<string>();
registerHooks({
  load: (url, context, next) => {
    const driver = DRIVER.exec(url)?.groups?.name;
    if (driver !== undefined) loaded.add(driver);
    if (url.startsWith(source)) loaded.add(url.slice(source.length));
    return next(url, context);
  },
});

const { ensureSchema } = await import("../../src/index.ts");
const location: Location = JSON.parse(process.argv[2] ?? "");
await Effect.runPromise(ensureSchema(location));
writeSync(1, JSON.stringify([...loaded].sort()));

// Prints which modules of this package a first look at a current ledger loads: `loads.ts FILE`.
import { writeSync } from "node:fs";
import { registerHooks } from "node:module";
import * as Effect from "effect/Effect";

const source = new URL("../../src/", import.meta.url).href;
const loaded: Array<string> = [];
registerHooks({
  load: (url, context, next) => {
    if (url.startsWith(source)) loaded.push(url.slice(source.length));
    return next(url, context);
  },
});

const { ensureSchema } = await import("../../src/index.ts");
await Effect.runPromise(ensureSchema({ engine: "sqlite", file: process.argv[2] ?? "" }));
writeSync(1, JSON.stringify(loaded.sort()));

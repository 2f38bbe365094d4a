import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { UnitOfWork } from "@planwright/domain";
import { type Capabilities, RawAccess, SecondConnection } from "@planwright/domain/testing";
import { ensureSchema } from "@planwright/migrations";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type { Scope } from "effect/Scope";
import { Persistence } from "../src/Persistence.ts";
import { openRaw } from "./openRaw.ts";

/** A new folder that is removed with the scope. */
export const temporaryFolder: Effect.Effect<string, never, Scope> = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "planwright-persistence-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true })),
);

/** The bytes of an empty ledger, made by the migrations once for each test file. */
const template = Effect.runSync(
  Effect.cached(
    Effect.scoped(
      Effect.gen(function* () {
        const file = join(yield* temporaryFolder, "ledger.db");
        yield* ensureSchema({ engine: "sqlite", file });
        return readFileSync(file);
      }),
    ),
  ),
);

/** A file with an empty ledger of the current schema. */
export const ledgerFile: Effect.Effect<string, unknown, Scope> = Effect.gen(function* () {
  const file = join(yield* temporaryFolder, "ledger.db");
  writeFileSync(file, yield* template);
  return file;
});

const open = (file: string) => Layer.build(Persistence.layer({ engine: "sqlite", file }));

/** A new ledger in a file, with a second connection to it and one for looking at what is stored. */
export const sqliteLedger: Layer.Layer<UnitOfWork | RawAccess | SecondConnection, unknown> =
  Layer.effectContext(
    Effect.gen(function* () {
      const file = yield* ledgerFile;
      const here = Context.get(yield* open(file), UnitOfWork);
      const there = Context.get(yield* open(file), UnitOfWork);
      return Context.make(UnitOfWork, here).pipe(
        Context.add(SecondConnection, there),
        Context.add(RawAccess, yield* openRaw(file)),
      );
    }),
  );

/** What a file with one connection does differently. */
export const sqliteCapabilities: Capabilities = {
  rawText: true,
  secondConnection: true,
  concurrentReaders: { lacks: "one connection serves one unit of work at a time" },
  concurrentWriters: { lacks: "the database has one write lock" },
  ownClock: { lacks: "SQLite has no clock that several machines could share" },
  // Where 100,000 take twenty seconds of a core; what the engine does with them, the rules of the migrations show.
  largestTree: process.env.PLANWRIGHT_TEST_SOAK === "1" ? 100_000 : 20_000,
};

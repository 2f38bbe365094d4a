import { UnitOfWork } from "@planwright/domain";
import { type Capabilities, LockWaits, RawAccess, SecondConnection } from "@planwright/domain/testing";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import { emptiedDatabase } from "./emptiedDatabase.ts";
import { openLedger } from "./ledgerDatabase.ts";
import { openRaw } from "./openRaw.ts";
import { watchLocks } from "./watchLocks.ts";

/** A new ledger in a database of its own, with a second pool of connections to it and one for looking at what is stored. */
export const postgresLedger: Layer.Layer<UnitOfWork | RawAccess | SecondConnection | LockWaits, unknown> =
  Layer.effectContext(
    Effect.gen(function* () {
      const url = yield* emptiedDatabase;
      const here = yield* openLedger(url);
      const there = yield* openLedger(url);
      return Context.make(UnitOfWork, here).pipe(
        Context.add(SecondConnection, there),
        Context.add(RawAccess, yield* openRaw(url)),
        Context.add(LockWaits, yield* watchLocks(url)),
      );
    }),
  );

/** A server lacks nothing; large trees have their full size in long runs. */
export const postgresCapabilities: Capabilities = {
  rawText: true,
  secondConnection: true,
  concurrentReaders: true,
  concurrentWriters: true,
  ownClock: true,
  largestTree: process.env.PLANWRIGHT_TEST_SOAK === "1" ? 100_000 : 10_000,
};

import { it } from "@effect/vitest";
import * as Arbitrary from "effect/Arbitrary";
import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Logger from "effect/Logger";
import type { Scope } from "effect/Scope";
import type { UnitOfWork } from "../../src/store/UnitOfWork.ts";

/**
 * A store under test. Each building of the layer gives a fresh, empty ledger that nobody else has, and closing its
 * scope closes every connection and removes it: a file in a new folder, a database in memory, a copy of a template.
 * It also provides `RawAccess`, `SecondConnection` and `LockWaits`, of the same ledger, where the capabilities say so.
 */
export type LedgerLayer = Layer.Layer<UnitOfWork, unknown>;

/** What a test does with its ledger; failing fails the test. */
export type LedgerTest = Effect.Effect<void, unknown, UnitOfWork | Scope>;

/** Long enough for trees of 100,000 plans on a slow machine. */
export const LARGE_MILLIS = 120_000;

const NORMAL_MILLIS = 20_000;
const DEFAULT_RUNS = 50;

const asFailure = (test: LedgerTest): Effect.Effect<boolean, unknown, UnitOfWork | Scope> =>
  Effect.catchCause(Effect.as(test, true), (cause) =>
    Cause.hasInterrupts(cause) ? Effect.failCause(cause) : Effect.fail(cause),
  );

/** Tests that each have a ledger of their own, with real time unless they say otherwise. */
export const ledgerTests = (layer: LedgerLayer) => {
  // Stores warn of damaged texts, which the suites plant on purpose; what they log has a test of its own.
  const withLedger = (test: LedgerTest) =>
    // What a test has begun ends before its ledger is closed.
    Effect.provide(Effect.scoped(test), Layer.merge(layer, Logger.layer([])), { local: true });
  return {
    it: (title: string, test: () => LedgerTest, timeout = NORMAL_MILLIS): void =>
      it.live(title, () => withLedger(Effect.suspend(test)), timeout),

    /** The caller's clock is the test's: it starts at 1970-01-01T00:00:00Z and moves by `TestClock` alone. */
    withTestClock: (title: string, test: () => LedgerTest): void =>
      it.effect(title, () => withLedger(Effect.suspend(test)), NORMAL_MILLIS),

    /** Generated values, one after the other in one ledger; a failure is shrunk and printed with its replay token. */
    prop: <A>(
      title: string,
      arbitrary: Arbitrary.Arbitrary<A>,
      test: (value: A) => LedgerTest,
      { runs = DEFAULT_RUNS }: { readonly runs?: number } = {},
    ): void =>
      it.live(
        title,
        () =>
          withLedger(
            Effect.flatMap(
              Arbitrary.checkEffect(arbitrary, (value) => asFailure(test(value)), { runs }),
              (result) => {
                const failure = Arbitrary.formatCheckFailure(result);
                return failure === undefined ? Effect.void : Effect.die(new Error(failure));
              },
            ),
          ),
        LARGE_MILLIS,
      ),
  };
};

import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as TestClock from "effect/testing/TestClock";
import { Instant, isInstant } from "../../src/time/Instant.ts";
import type { Capabilities } from "./Capabilities.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { read, write } from "./units.ts";

/** `Stores.now`: the clock that decides when a lease is dead. */
export const clockSuite = (name: string, layer: LedgerLayer, { ownClock }: Capabilities): void => {
  describe(`UnitOfWork on ${name}: now`, () => {
    const { it, withTestClock } = ledgerTests(layer);

    it("is an instant that does not go back", () =>
      Effect.gen(function* () {
        const first = yield* read((stores) => stores.now);
        const second = yield* write((stores) => stores.now);
        expect([isInstant(first), isInstant(second)]).toEqual([true, true]);
        expect(first <= second).toBe(true);
      }));

    if (ownClock === true) {
      withTestClock("is the store's own, whatever the caller's clock says", () =>
        Effect.gen(function* () {
          yield* TestClock.setTime(Date.parse("2099-01-01T00:00:00Z"));
          const now = yield* read((stores) => stores.now);
          expect(now < Instant.fromMillis(Date.parse("2099-01-01T00:00:00Z"))).toBe(true);
          expect(now > Instant.fromMillis(Date.parse("2020-01-01T00:00:00Z"))).toBe(true);
        }),
      );
    } else {
      withTestClock(`is the caller's clock, because ${ownClock.lacks}`, () =>
        Effect.gen(function* () {
          const millis = Date.parse("2031-02-03T04:05:06.789Z");
          yield* TestClock.setTime(millis);
          expect(yield* read((stores) => stores.now)).toBe(Instant.fromMillis(millis));
          yield* TestClock.adjust("1 hour");
          expect(yield* write((stores) => stores.now)).toBe(Instant.fromMillis(millis + 3_600_000));
        }),
      );
    }
  });
};

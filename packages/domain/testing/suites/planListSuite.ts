import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import type { Plan } from "../../src/plan/Plan.ts";
import { type PlanId, planIdFromKey } from "../../src/plan/PlanId.ts";
import type { PlanCursor, PlanFilter } from "../../src/plan/PlanQuery.ts";
import type { StorageError } from "../../src/store/StorageError.ts";
import type { UnitOfWork } from "../../src/store/UnitOfWork.ts";
import { makePlanFactory } from "../planFactory.ts";
import { instant, makeCancellation } from "../recordFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { given, storedIds } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { read, write } from "./units.ts";
import { givenWithoutRules, RULELESS } from "./withoutRules.ts";

const list = (filter: PlanFilter, limit = 1_000, after?: PlanCursor) =>
  read((stores) => stores.plans.list(filter, { limit, after }));

const ids = (plans: ReadonlyArray<Plan>): ReadonlyArray<PlanId> => plans.map((plan) => plan.planId);

/** Every page of a list, one unit of work each; `between` runs after each page. */
const pages = <E, R>(
  filter: PlanFilter,
  limit: number,
  between: (page: number) => Effect.Effect<void, E, R>,
): Effect.Effect<ReadonlyArray<PlanId>, E | StorageError, R | UnitOfWork> =>
  Effect.gen(function* () {
    const seen: Array<PlanId> = [];
    let after: PlanCursor | undefined;
    for (let page = 0; ; page++) {
      const listed = yield* list(filter, limit, after);
      expect(listed.length).toBeLessThanOrEqual(limit);
      seen.push(...listed.map(({ plan }) => plan.planId));
      after = listed.at(-1)?.cursor;
      if (after === undefined) return seen;
      yield* between(page);
    }
  });

/** `PlanStore.list`: the order, and pages of it. */
export const planListSuite = (name: string, layer: LedgerLayer, capabilities: Capabilities): void => {
  describe(`PlanStore on ${name}: list [X7]`, () => {
    const { it } = ledgerTests(layer);
    const factory = makePlanFactory();

    const createdAt = (text: string, planId: PlanId = factory.newId()): Plan =>
      factory.plan({ planId, times: { createdAt: instant(text) } });

    it("is empty for an empty ledger", () =>
      Effect.gen(function* () {
        expect(yield* list({})).toEqual([]);
      }));

    it("gives whole plans, as find does, each with its own parts", () =>
      Effect.gen(function* () {
        const plans = ["a", "b", "c"].map((letter) =>
          factory.plan({
            projects: [letter, `${letter}2`].map((project) => ({
              name: project,
              alias: null,
              readOnly: false,
            })),
            arguments: [{ name: letter, value: { deep: [letter] } }],
            invariants: [letter, letter].map((text) => ({ text, source: "global" as const })),
          }),
        );
        yield* given(...plans);
        const listed = yield* list({});
        expect(listed.map(({ plan }) => plan)).toEqual([...plans].reverse());
      }));

    it("gives 1,000 plans in one page, each with its own parts", () =>
      Effect.gen(function* () {
        const plans = Array.from({ length: 1_001 }, (_, index) =>
          factory.plan({
            projects: [{ name: `local/${index}`, alias: null, readOnly: false }],
            arguments: [{ name: "index", value: index }],
            invariants: [{ text: `${index}`, source: "plan" }],
          }),
        );
        yield* given(...plans);
        const listed = yield* list({}, 1_000);
        expect(listed.map(({ plan }) => plan)).toEqual(plans.slice(1).toReversed());
      }));

    it("has the newest first, to the microsecond, whatever the ids and the order of insertion", () =>
      Effect.gen(function* () {
        const newest = createdAt("2026-05-01T00:00:00.000002Z");
        const middle = createdAt("2026-05-01T00:00:00.000001Z");
        const oldest = createdAt("2025-12-31T23:59:59.999999Z");
        yield* given(middle, newest, oldest);
        expect(yield* storedIds).toEqual(ids([newest, middle, oldest]));
      }));

    it("has the greatest id first among plans of one instant, by bytes and not by UTF-16 units or language", () =>
      Effect.gen(function* () {
        const descending = [
          "\u{10FFFF}",
          "\u{1F600}",
          "\uFFFF",
          "～",
          "é",
          "z",
          "a",
          "Z",
          "A",
          "9",
          "10",
          "1",
          " ",
        ];
        const plans = descending.map((id) => createdAt("2026-05-01T00:00:00Z", planIdFromKey(id)));
        yield* given(...[...plans].sort(() => 1).reverse());
        expect(yield* storedIds).toEqual(descending);
      }));

    for (const limit of [1, 2, 3, 7, 100]) {
      it(`pages of ${limit} have no gap and no repeat, also among plans of one instant`, () =>
        Effect.gen(function* () {
          const plans = Array.from({ length: 10 }, (_, index) =>
            createdAt(`2026-05-01T00:00:0${Math.floor(index / 4)}Z`),
          );
          yield* given(...plans);
          const all = yield* storedIds;
          expect([...all].sort()).toEqual([...ids(plans)].sort());
          expect(yield* pages({}, limit, () => Effect.void)).toEqual(all);
        }));
    }

    it("pages of a filtered list hold the filter, and a cursor outside of the filter is a place like any other", () =>
      Effect.gen(function* () {
        const plans = Array.from({ length: 9 }, (_, index) =>
          factory.plan({ phase: index % 2 === 0 ? "execute" : "apply" }),
        );
        yield* given(...plans);
        const executing = ids(plans.filter((plan) => plan.phase === "execute")).toReversed();
        expect(yield* pages({ phase: "execute" }, 2, () => Effect.void)).toEqual(executing);
        const [, second] = yield* list({}, 2);
        expect(
          (yield* list({ phase: "execute" }, 100, second?.cursor)).map(({ plan }) => plan.planId),
        ).toEqual(executing.slice(1));
      }));

    it("pages stay whole while plans are added and removed in between", () =>
      Effect.gen(function* () {
        const plans = Array.from({ length: 8 }, () => factory.plan());
        yield* given(...plans);
        const before = ids(plans).toReversed();
        const seen = yield* pages({}, 2, (page) =>
          Effect.gen(function* () {
            yield* given(factory.plan());
            const lastSeen = before[page * 2 + 1];
            if (lastSeen === undefined) return;
            yield* write((stores) => stores.tree.remove(lastSeen, makeCancellation({ at: factory.now() })));
          }),
        );
        expect(seen).toEqual(before);
      }));

    it("a page after the last plan is empty, and so is a page of none", () =>
      Effect.gen(function* () {
        yield* given(factory.plan(), factory.plan());
        const last = (yield* list({})).at(-1);
        expect(yield* list({}, 10, last?.cursor)).toEqual([]);
        expect(yield* list({}, 0)).toEqual([]);
      }));

    for (const how of RULELESS) {
      it(`shows a plan with ${how} among the others [P7] [S5]`, () =>
        Effect.gen(function* () {
          const older = factory.plan();
          yield* given(older);
          const plan = yield* givenWithoutRules(capabilities, factory.plan(), how);
          const newer = factory.plan();
          yield* given(newer);
          expect((yield* list({})).map((listed) => listed.plan)).toEqual([newer, plan, older]);
          expect(yield* read((stores) => stores.plans.count({}))).toEqual({ queued: 3 });
        }));
    }
  });
};

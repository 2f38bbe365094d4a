import { describe, expect } from "@effect/vitest";
import * as Arbitrary from "effect/Arbitrary";
import * as Effect from "effect/Effect";
import { Damaged } from "../../src/json/Damaged.ts";
import type { Plan } from "../../src/plan/Plan.ts";
import { fullPlanFields, type PlanFields, planFields } from "../generators/plans.ts";
import { makePlanFactory } from "../planFactory.ts";
import { instant } from "../recordFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { given, stored } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { write } from "./units.ts";

const update = (before: Plan, after: Plan) => write((stores) => stores.plans.update(before, after));

/** What a plan keeps whatever an update says. */
const fixedOf = ({
  planId,
  parentPlanId,
  rootPlanId,
  effectiveProfileSnapshot,
  profileDigest,
  projects,
  arguments: args,
  invariants,
}: Plan) => ({
  planId,
  parentPlanId,
  rootPlanId,
  effectiveProfileSnapshot,
  profileDigest,
  projects,
  arguments: args,
  invariants,
});

/** `PlanStore.update`: compare and swap, what it writes and what it never writes. */
export const planUpdateSuite = (name: string, layer: LedgerLayer, _capabilities: Capabilities): void => {
  describe(`PlanStore on ${name}: update`, () => {
    const { it, prop } = ledgerTests(layer);
    const factory = makePlanFactory();

    /** The plan after an update to other fields, as it must read. */
    const changed = (before: Plan, fields: PlanFields, more = 1): Plan => ({
      ...before,
      ...fields,
      ...fixedOf(before),
      version: before.version + more,
    });

    prop(
      "gives back an updated plan with every field set, and keeps what no update writes [M1] [S2]",
      Arbitrary.all([planFields, fullPlanFields]),
      ([first, second]) =>
        Effect.gen(function* () {
          const before = factory.plan(first);
          const other = factory.plan(first);
          const after = changed(before, second);
          yield* given(before, other);
          expect(yield* update(before, after)).toBe(true);
          expect(yield* stored(before.planId)).toEqual(after);
          expect(yield* stored(other.planId)).toEqual(other);
        }),
    );

    prop(
      "gives back an updated plan whose fields became null [M1]",
      Arbitrary.all([fullPlanFields, planFields]),
      ([first, second]) =>
        Effect.gen(function* () {
          const parent = factory.plan();
          const before = factory.child(parent, first);
          const after = changed(before, second, 3);
          yield* given(parent, before);
          expect(yield* update(before, after)).toBe(true);
          expect(yield* stored(before.planId)).toEqual(after);
        }),
    );

    prop(
      "writes what differs between the two plans and nothing else, whatever the row holds",
      Arbitrary.all([fullPlanFields, planFields]),
      ([inRow, imagined]) =>
        Effect.gen(function* () {
          const row = factory.plan(inRow);
          yield* given(row);
          const before = { ...changed(row, imagined, 0), description: "before" };
          const after = { ...before, description: "after", version: row.version + 1 };
          expect(yield* update(before, after)).toBe(true);
          expect(yield* stored(row.planId)).toEqual({
            ...row,
            description: "after",
            version: row.version + 1,
          });
        }),
    );

    prop(
      "writes one actor and one instant without the others",
      Arbitrary.all([fullPlanFields, planFields]),
      ([inRow, imagined]) =>
        Effect.gen(function* () {
          const row = factory.plan(inRow);
          yield* given(row);
          const before = {
            ...row,
            actors: { ...imagined.actors, review: "local/before" },
            times: { ...imagined.times, updatedAt: instant("2026-01-02T03:04:05.000001Z") },
          };
          const updatedAt = instant("2026-01-02T03:04:05.000002Z");
          const after = {
            ...before,
            actors: { ...before.actors, review: "local/after" },
            times: { ...before.times, updatedAt },
            version: row.version + 1,
          };
          expect(yield* update(before, after)).toBe(true);
          expect(yield* stored(row.planId)).toEqual({
            ...row,
            actors: { ...row.actors, review: "local/after" },
            times: { ...row.times, updatedAt },
            version: row.version + 1,
          });
        }),
    );

    it("writes a version alone when nothing else differs", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given(plan);
        expect(yield* update(plan, { ...plan, version: 2 })).toBe(true);
        expect(yield* stored(plan.planId)).toEqual({ ...plan, version: 2 });
      }));

    it("never writes identity, snapshot, projects, arguments or invariants, even when they differ [S2]", () =>
      Effect.gen(function* () {
        const other = factory.plan({
          effectiveProfileSnapshot: factory.snapshot("full-auto").captured,
          projects: [{ name: "local/other", alias: "it", readOnly: true }],
          arguments: [{ name: "other", value: 1 }],
          invariants: [{ text: "another", source: "plan" }],
        });
        const parent = factory.plan();
        const plan = factory.child(parent);
        yield* given(parent, plan, other);
        const after = { ...plan, ...fixedOf(other), description: "changed", version: 2 };
        expect(yield* update(plan, after)).toBe(true);
        expect(yield* stored(plan.planId)).toEqual({ ...plan, description: "changed", version: 2 });
        expect(yield* stored(other.planId)).toEqual(other);
      }));

    it("answers false and writes nothing when the row has another version", () =>
      Effect.gen(function* () {
        const plan = factory.plan({ version: 5 });
        yield* given(plan);
        for (const version of [4, 6]) {
          const before = { ...plan, version };
          expect(yield* update(before, { ...before, description: "stale", version: 7 })).toBe(false);
        }
        expect(yield* stored(plan.planId)).toEqual(plan);
      }));

    it("answers false for a plan that is gone, and does not bring it back", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given();
        expect(yield* update(plan, { ...plan, description: "ghost", version: 2 })).toBe(false);
        expect(yield* stored(plan.planId)).toBeNull();
      }));

    it("lets exactly one of several callers with the same version win", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given(plan);
        const callers = Array.from({ length: 8 }, (_, index) => `caller ${index}`);
        const won = yield* Effect.forEach(
          callers,
          (description) => update(plan, { ...plan, description, version: 2 }),
          { concurrency: "unbounded" },
        );
        expect(won.filter((win) => win)).toHaveLength(1);
        const winner = callers[won.indexOf(true)];
        expect(yield* stored(plan.planId)).toEqual({ ...plan, description: winner, version: 2 });
      }));

    it("is seen by the same unit of work, and a second update builds on the first", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given(plan);
        const second = { ...plan, description: "second", version: 2 };
        const third = { ...second, phase: "strategize" as const, version: 3 };
        const seen = yield* write((stores) =>
          Effect.gen(function* () {
            expect(yield* stores.plans.update(plan, second)).toBe(true);
            expect(yield* stores.plans.update(plan, second)).toBe(false);
            expect(yield* stores.plans.find(plan.planId)).toEqual(second);
            expect(yield* stores.plans.update(second, third)).toBe(true);
            return yield* stores.plans.list({ phase: "strategize" }, { limit: 10 });
          }),
        );
        expect(seen.map((listed) => listed.plan)).toEqual([third]);
        expect(yield* stored(plan.planId)).toEqual(third);
      }));

    it("never writes a damaged value: the column keeps what it has", () =>
      Effect.gen(function* () {
        const plan = factory.plan({
          tags: ["kept"],
          sandboxRefs: ["kept"],
          validationSummary: { kept: true },
          errorDetails: { kept: true },
          times: { queuedAt: instant("2026-01-01T00:00:00Z") },
        });
        yield* given(plan);
        const damaged = Damaged.of("broken");
        const after: Plan = {
          ...plan,
          automationProfile: damaged,
          tags: damaged,
          sandboxRefs: damaged,
          validationSummary: damaged,
          errorDetails: damaged,
          subplanSettings: damaged,
          times: { ...plan.times, queuedAt: damaged, createdAt: damaged },
          version: 2,
        };
        expect(yield* update(plan, after)).toBe(true);
        expect(yield* stored(plan.planId)).toEqual({ ...plan, version: 2 });
      }));

    it("gives one instant that was written in two time zones back as one, to the microsecond [M4]", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given(plan);
        const east = instant("2026-03-29T01:30:00.123456+05:45");
        const utc = instant("2026-03-28T19:45:00.123456Z");
        const times = {
          ...plan.times,
          strategizeStartedAt: east,
          strategizeCompletedAt: utc,
          executeStartedAt: utc,
        };
        expect(yield* update(plan, { ...plan, times, version: 2 })).toBe(true);
        const found = yield* stored(plan.planId);
        expect(found?.times.strategizeStartedAt).toBe(utc);
        expect(found?.times).toEqual(times);
      }));
  });
};

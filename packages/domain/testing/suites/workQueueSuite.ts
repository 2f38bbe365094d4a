import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import type { Plan } from "../../src/plan/Plan.ts";
import { planIdFromKey } from "../../src/plan/PlanId.ts";
import { PHASES, PROCESSING_STATES } from "../../src/plan/PlanState.ts";
import { makePlanFactory, type PlanOverrides } from "../planFactory.ts";
import { instant } from "../recordFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { claim, claimWith, makeGrant, nextPlan } from "./claims.ts";
import { given, stored } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { write } from "./units.ts";
import { givenWithoutRules, RULELESS } from "./withoutRules.ts";

const WORKED = PHASES.filter((phase) => phase !== "action");

/** `WorkQueue.claim`: which plan comes first, and which are passed over; the rules among siblings have their own suite. */
export const workQueueSuite = (name: string, layer: LedgerLayer, capabilities: Capabilities): void => {
  describe(`WorkQueue on ${name}: order`, () => {
    const { it } = ledgerTests(layer);
    const factory = makePlanFactory();

    const queued = (overrides: PlanOverrides = {}): Plan =>
      factory.plan({ phase: "strategize", processingState: "queued", ...overrides });

    const queuedAt = (text: string, overrides: PlanOverrides = {}): Plan =>
      queued({ ...overrides, times: { queuedAt: instant(text) } });

    /** Takes plans until there are none. */
    const claimAll = Effect.gen(function* () {
      const taken: Array<string> = [];
      for (let planId = yield* claim(); planId !== null; planId = yield* claim()) taken.push(planId);
      return taken;
    });

    it("has nothing in an empty ledger", () =>
      Effect.gen(function* () {
        expect(yield* claimWith()).toEqual({ _tag: "Nothing" });
        expect(yield* claimWith({}, { despiteLapsed: false })).toEqual({ _tag: "Nothing" });
      }));

    it("gives plans that are queued in a worked phase, and no others", () =>
      Effect.gen(function* () {
        const plans = PHASES.flatMap((phase) =>
          PROCESSING_STATES.map((processingState) => factory.plan({ phase, processingState })),
        );
        yield* given(...plans);
        const expected = plans.filter((plan) => plan.processingState === "queued" && plan.phase !== "action");
        expect(yield* claimAll).toEqual(expected.map((plan) => plan.planId));
        expect(expected).toHaveLength(3);
      }));

    it("goes by queued_at to the microsecond, and not by creation or id", () =>
      Effect.gen(function* () {
        const third = queuedAt("2026-05-01T00:00:00.000003Z");
        const first = queuedAt("2026-05-01T00:00:00.000001Z");
        const second = queuedAt("2026-05-01T00:00:00.000002Z");
        yield* given(third, second, first);
        expect(yield* claimAll).toEqual([first.planId, second.planId, third.planId]);
      }));

    it("goes by id, by bytes, among plans queued at one instant", () =>
      Effect.gen(function* () {
        const ids = ["1", "10", "9", "A", "Z", "a", "é", "～", "\u{1F600}"];
        const plans = ids.map((id) => queuedAt("2026-05-01T00:00:00Z", { planId: planIdFromKey(id) }));
        yield* given(...plans.toReversed());
        expect(yield* claimAll).toEqual(ids);
      }));

    it("gives a plan without queued_at before all others", () =>
      Effect.gen(function* () {
        const dated = queuedAt("2000-01-01T00:00:00Z");
        const undated = [queued({ times: { queuedAt: null } }), queued({ times: { queuedAt: null } })];
        yield* given(dated, ...undated);
        expect(yield* claimAll).toEqual([...undated, dated].map((plan) => plan.planId));
      }));

    it("keeps to the phase and the project that a worker asks for", () =>
      Effect.gen(function* () {
        const projects = (...names: ReadonlyArray<string>) =>
          names.map((project) => ({ name: project, alias: null, readOnly: false }));
        const plans = WORKED.map((phase) =>
          queued({ phase, projects: projects("local/app", `local/${phase}`) }),
        );
        yield* given(...plans);
        for (const [index, phase] of WORKED.entries()) {
          expect((yield* nextPlan({ phase }))?.planId).toBe(plans[index]?.planId);
          expect((yield* nextPlan({ project: `local/${phase}` }))?.planId).toBe(plans[index]?.planId);
        }
        expect((yield* nextPlan({ project: "local/app" }))?.planId).toBe(plans[0]?.planId);
        expect(yield* nextPlan({ project: "local/nothing" })).toBeNull();
        expect(yield* nextPlan({ phase: "apply", project: "local/execute" })).toBeNull();
        expect((yield* nextPlan({ phase: "apply", project: "local/app" }))?.planId).toBe(plans[2]?.planId);
      }));

    for (const how of RULELESS) {
      it(`passes over a plan with ${how}`, () =>
        Effect.gen(function* () {
          const early = queuedAt("2020-01-01T00:00:00Z");
          yield* givenWithoutRules(capabilities, early, how);
          expect(yield* nextPlan()).toBeNull();
          const later = queued();
          yield* given(later);
          expect((yield* nextPlan())?.planId).toBe(later.planId);
        }));
    }

    it("goes on to the following plan within a unit of work that has taken the first", () =>
      Effect.gen(function* () {
        const [first, second] = [queued(), queued()];
        yield* given(first, second);
        const taken = yield* write((stores) =>
          Effect.gen(function* () {
            const one = yield* stores.work.claim({}, makeGrant());
            const two = yield* stores.work.claim({}, makeGrant());
            return [one, two].map((outcome) => (outcome._tag === "Taken" ? outcome.plan.planId : null));
          }),
        );
        expect(taken).toEqual([first.planId, second.planId]);
      }));

    it("gives a plan again that was put back into the queue", () =>
      Effect.gen(function* () {
        const plan = queued();
        yield* given(plan);
        yield* claim();
        expect(yield* nextPlan()).toBeNull();
        const taken = yield* stored(plan.planId);
        if (taken === null) throw new Error("the plan is gone");
        const back: Plan = { ...taken, processingState: "queued", version: taken.version + 1 };
        yield* write((stores) =>
          Effect.andThen(stores.plans.update(taken, back), stores.leases.remove(plan.planId)),
        );
        expect(yield* nextPlan()).toEqual(back);
      }));

    it("gives each plan to one of several workers who ask at the same time [X3]", () =>
      Effect.gen(function* () {
        const plans = Array.from({ length: 5 }, () => queued());
        yield* given(...plans);
        const workers = Array.from({ length: 8 }, () => claim());
        const taken = (yield* Effect.all(workers, { concurrency: "unbounded" })).filter(
          (planId) => planId !== null,
        );
        expect(new Set(taken).size).toBe(taken.length);
        const rest = yield* claimAll;
        expect([...taken, ...rest].sort()).toEqual(plans.map((plan) => plan.planId).sort());
        if (capabilities.concurrentWriters !== true) expect(rest).toEqual([]);
      }));
  });
};

import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import type { Plan } from "../../src/plan/Plan.ts";
import { DEFAULT_SUBPLAN_SETTINGS, type SubplanSettings } from "../../src/plan/SubplanSettings.ts";
import type { ClaimOutcome } from "../../src/work/WorkQueue.ts";
import { makePlanFactory, type PlanOverrides } from "../planFactory.ts";
import { makeCancellation } from "../recordFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { makeGrant } from "./claims.ts";
import { given, stored } from "./given.ts";
import { held, waiting, writeElsewhere } from "./heldUnits.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { read } from "./units.ts";

const idOf = (outcome: ClaimOutcome): string | null =>
  outcome._tag === "Taken" ? outcome.plan.planId : null;

/** Claims where several are made at the same time, and beside others that change the same plans. */
export const claimRacesSuite = (
  name: string,
  layer: LedgerLayer,
  { concurrentWriters }: Capabilities,
): void => {
  if (concurrentWriters !== true) return;
  describe(`WorkQueue on ${name}: side by side`, () => {
    const { it } = ledgerTests(layer);
    const factory = makePlanFactory();

    const queued = (overrides: PlanOverrides = {}) => factory.plan({ phase: "strategize", ...overrides });

    const parentWith = (settings: Partial<SubplanSettings>): Plan =>
      factory.plan({
        phase: "execute",
        processingState: "complete",
        subplanSettings: { ...DEFAULT_SUBPLAN_SETTINGS, ...settings },
      });

    const waitingChild = (parent: Plan, overrides: PlanOverrides = {}) =>
      factory.child(parent, { phase: "strategize", ...overrides });

    const heldClaim = held((stores) => stores.work.claim({}, makeGrant()));
    const otherClaim = Effect.map(
      writeElsewhere((stores) => stores.work.claim({}, makeGrant())),
      idOf,
    );

    it("passes over a plan that another claimer is taking, without waiting [X3]", () =>
      Effect.gen(function* () {
        const [one, two] = [queued(), queued()];
        yield* given(one, two);
        const first = yield* heldClaim;
        expect(idOf(first.answer)).toBe(one.planId);
        expect(yield* otherClaim).toBe(two.planId);
        expect(yield* otherClaim).toBeNull();
        yield* first.rollBack;
        expect(yield* otherClaim).toBe(one.planId);
      }));

    it("passes over a plan that somebody has locked, without waiting", () =>
      Effect.gen(function* () {
        const plan = queued();
        yield* given(plan);
        const unit = yield* held((stores) => stores.plans.lock(plan.planId, "plan"));
        expect(yield* otherClaim).toBeNull();
        yield* unit.commit;
        expect(yield* otherClaim).toBe(plan.planId);
      }));

    for (const executionMode of ["parallel", "dependency_ordered"] as const) {
      it(`${executionMode}: counts the sibling that another claimer is beginning, and waits to know [X3]`, () =>
        Effect.gen(function* () {
          const parent = parentWith({ executionMode, maxParallel: 1 });
          const [one, two] = [waitingChild(parent), waitingChild(parent)];
          yield* given(parent, one, two);
          const first = yield* heldClaim;
          expect(idOf(first.answer)).toBe(one.planId);
          const second = yield* waiting(otherClaim);
          yield* first.commit;
          expect(yield* Fiber.join(second)).toBeNull();
          expect(yield* stored(two.planId)).toEqual(two);
          expect(yield* read((stores) => stores.leases.find(two.planId))).toBeNull();
        }));
    }

    it("begins a sibling when the other claimer is rolled back", () =>
      Effect.gen(function* () {
        const parent = parentWith({ maxParallel: 1 });
        const [one, two] = [waitingChild(parent), waitingChild(parent)];
        yield* given(parent, one, two);
        const first = yield* heldClaim;
        const second = yield* waiting(otherClaim);
        yield* first.rollBack;
        expect([one.planId, two.planId]).toContain(yield* Fiber.join(second));
      }));

    it("goes on to other work when a family has become full meanwhile", () =>
      Effect.gen(function* () {
        const parent = parentWith({ maxParallel: 1 });
        const [one, two] = [waitingChild(parent), waitingChild(parent)];
        const other = queued();
        yield* given(parent, one, two, other);
        const first = yield* heldClaim;
        const second = yield* waiting(otherClaim);
        yield* first.commit;
        expect(yield* Fiber.join(second)).toBe(other.planId);
        expect(yield* stored(two.planId)).toEqual(two);
      }));

    it("keeps a family to itself no longer than it needs: a claimer who finds it full gives it up at once", () =>
      Effect.gen(function* () {
        const parent = parentWith({ maxParallel: 1 });
        const [one, two, three] = [waitingChild(parent), waitingChild(parent), waitingChild(parent)];
        const other = queued();
        yield* given(parent, one, two, three, other);
        const first = yield* heldClaim;
        const second = yield* waiting(heldClaim);
        yield* first.commit;
        const unit = yield* Fiber.join(second);
        expect(idOf(unit.answer)).toBe(other.planId);
        const begun = yield* stored(one.planId);
        if (begun === null) throw new Error("the plan is gone");
        yield* writeElsewhere((stores) =>
          stores.plans.update(begun, { ...begun, processingState: "errored", version: begun.version + 1 }),
        );
        // The second claimer has not ended. It has looked at `two`, which is passed over until then.
        expect(yield* otherClaim).toBe(three.planId);
        yield* unit.commit;
      }));

    it("does not wait for a family where a child goes on that was begun before", () =>
      Effect.gen(function* () {
        const parent = parentWith({ maxParallel: 2 });
        const [fresh, begun] = [waitingChild(parent), waitingChild(parent, { leaseFence: 1 })];
        yield* given(parent, fresh, begun);
        const first = yield* heldClaim;
        expect(idOf(first.answer)).toBe(fresh.planId);
        expect(yield* otherClaim).toBe(begun.planId);
        yield* first.commit;
      }));

    it("a cancellation waits for a claim, cancels what was claimed, and its event says so", () =>
      Effect.gen(function* () {
        const parent = parentWith({});
        const child = waitingChild(parent);
        yield* given(parent, child);
        const claim = yield* heldClaim;
        const cancel = yield* waiting(
          writeElsewhere((stores) => stores.tree.cancelBelow(parent.planId, makeCancellation())),
        );
        yield* claim.commit;
        expect(yield* Fiber.join(cancel)).toBe(1);
        expect(yield* stored(child.planId)).toMatchObject({ processingState: "cancelled", version: 3 });
        expect(yield* read((stores) => stores.leases.find(child.planId))).toBeNull();
        const [event] = yield* read((stores) => stores.events.read({ planId: child.planId, limit: 10 }));
        expect(event).toMatchObject({
          version: 3,
          data: { from: { phase: "strategize", state: "processing" } },
        });
      }));

    it("fail_fast: a sibling that is being claimed is waited for, and not idle any more", () =>
      Effect.gen(function* () {
        const parent = parentWith({ failFast: true });
        const failed = waitingChild(parent, { phase: "execute", processingState: "errored", leaseFence: 1 });
        const [taken, idle] = [waitingChild(parent), waitingChild(parent)];
        const niece = waitingChild(taken, { phase: "action" });
        yield* given(parent, failed, taken, idle, niece);
        const claim = yield* heldClaim;
        expect(idOf(claim.answer)).toBe(taken.planId);
        const cancel = yield* waiting(
          writeElsewhere((stores) => stores.tree.cancelIdleSiblings(failed, makeCancellation())),
        );
        yield* claim.commit;
        expect(yield* Fiber.join(cancel)).toBe(1);
        const states = yield* Effect.forEach([taken, idle, niece], ({ planId }) => stored(planId));
        expect(states.map((plan) => plan?.processingState)).toEqual(["processing", "cancelled", "queued"]);
      }));

    it("a claim passes over what is being cancelled or deleted", () =>
      Effect.gen(function* () {
        const parent = parentWith({});
        const child = waitingChild(parent);
        yield* given(parent, child);
        const cancel = yield* held((stores) => stores.tree.cancelBelow(parent.planId, makeCancellation()));
        expect(yield* otherClaim).toBeNull();
        yield* cancel.rollBack;
        const remove = yield* held((stores) => stores.tree.remove(parent.planId, makeCancellation()));
        expect(yield* otherClaim).toBeNull();
        yield* remove.commit;
        expect(yield* otherClaim).toBeNull();
      }));
  });
};

import { describe, expect } from "@effect/vitest";
import * as Arbitrary from "effect/Arbitrary";
import * as Effect from "effect/Effect";
import type { Lease } from "../../src/lease/Lease.ts";
import { unmoved } from "../../src/plan/lifecycle/Transition.ts";
import { claimed } from "../../src/plan/lifecycle/work.ts";
import { PHASES } from "../../src/plan/PlanState.ts";
import { Instant } from "../../src/time/Instant.ts";
import { pick } from "../generators/choose.ts";
import { anyInstant } from "../generators/instants.ts";
import { planFields } from "../generators/plans.ts";
import { makePlanFactory, type PlanOverrides } from "../planFactory.ts";
import { actor, instant, makeLease } from "../recordFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { claimWith, makeGrant } from "./claims.ts";
import { at } from "./families.ts";
import { given, stored } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { read, write } from "./units.ts";

const WORKED = PHASES.filter((phase) => phase !== "action");
const AT = instant("2026-03-04T05:06:07.891234Z");
const PAST = instant("2000-01-01T00:00:00Z");
const FUTURE = instant("2999-01-01T00:00:00Z");

const leaseOf = (planId: Lease["planId"]) => read((stores) => stores.leases.find(planId));

/** `WorkQueue.claim`: what it writes, and when it takes nothing. */
export const claimSuite = (name: string, layer: LedgerLayer, _capabilities: Capabilities): void => {
  describe(`WorkQueue on ${name}: claim`, () => {
    const { it, prop } = ledgerTests(layer);
    const factory = makePlanFactory();

    const queued = (overrides: PlanOverrides = {}) => factory.plan({ phase: "strategize", ...overrides });
    const processing = (overrides: PlanOverrides = {}) =>
      factory.plan({ phase: "execute", processingState: "processing", leaseFence: 1, ...overrides });

    prop(
      "answers with the plan as it was and writes what the rule `claimed` makes of it, whatever it holds [X3]",
      Arbitrary.all([planFields, pick(WORKED), anyInstant]),
      ([fields, phase, claimedAt]) =>
        Effect.gen(function* () {
          const plan = factory.plan({ ...fields, phase, processingState: "queued" });
          yield* given(plan);
          const outcome = yield* claimWith({}, { at: claimedAt });
          if (outcome._tag !== "Taken") throw new Error(`nothing was taken: ${outcome._tag}`);
          expect(outcome.plan).toEqual(plan);
          const moment = { actor: actor("worker:one"), at: claimedAt, newId: factory.newId };
          expect(yield* stored(plan.planId)).toEqual(claimed(unmoved(plan), moment, outcome.lease).after);
          expect(yield* leaseOf(plan.planId)).toEqual(outcome.lease);
        }),
    );

    for (const phase of WORKED) {
      it(`keeps the first start of ${phase}, and sets one where there is none`, () =>
        Effect.gen(function* () {
          const field = `${phase}StartedAt` as const;
          const fresh = queued({ phase });
          const again = queued({ phase, times: { [field]: PAST } });
          yield* given(fresh, again);
          yield* claimWith({}, { at: AT });
          yield* claimWith({}, { at: AT });
          expect((yield* stored(fresh.planId))?.times).toEqual({
            ...fresh.times,
            [field]: AT,
            updatedAt: AT,
          });
          expect((yield* stored(again.planId))?.times).toEqual({ ...again.times, updatedAt: AT });
        }));
    }

    it("gives the lease that was asked for, by the store's clock and under the next fence", () =>
      Effect.gen(function* () {
        const plan = queued({ leaseFence: 41 });
        yield* given(plan);
        const before = yield* read((stores) => stores.now);
        const grant = { worker: "worker:o'hara 😀", secretHash: "ab".repeat(32), leaseSeconds: 86_400 };
        const outcome = yield* claimWith({}, { ...grant, at: FUTURE });
        const after = yield* read((stores) => stores.now);
        if (outcome._tag !== "Taken") throw new Error(`nothing was taken: ${outcome._tag}`);
        const { claimedAt } = outcome.lease;
        expect(outcome.lease).toEqual({
          planId: plan.planId,
          fence: 42,
          ...grant,
          claimedAt,
          expiresAt: Instant.addMillis(claimedAt, 86_400_000),
        });
        expect([before <= claimedAt, claimedAt <= after]).toEqual([true, true]);
      }));

    it("counts the children of what it takes, up to the number that was asked for", () =>
      Effect.gen(function* () {
        const parent = queued();
        const child = (overrides: PlanOverrides) => factory.child(parent, { phase: "action", ...overrides });
        const children = [child({}), child({}), child({ processingState: "cancelled" })];
        yield* given(parent, ...children, factory.child(at(children, 0)));
        const outcome = yield* write((stores) => stores.work.claim({}, makeGrant()), { dryRun: true });
        expect(outcome).toMatchObject({ children: { queued: 2, cancelled: 1 } });
        const two = yield* claimWith({}, { mostChildren: 2 });
        const counts = two._tag === "Taken" ? Object.values(two.children) : [];
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2);
      }));

    it("replaces a lease that a queued plan should not have, instead of standing still before it", () =>
      Effect.gen(function* () {
        const plan = queued({ leaseFence: 1 });
        yield* given(plan);
        yield* write((stores) => stores.leases.insert(makeLease(plan, { expiresAt: FUTURE, fence: 1 })));
        const outcome = yield* claimWith({}, { worker: "worker:two" });
        expect(outcome._tag).toBe("Taken");
        expect(yield* leaseOf(plan.planId)).toMatchObject({ worker: "worker:two", fence: 2 });
      }));

    it("takes nothing while a lease is dead, and goes on when it was renewed [X3]", () =>
      Effect.gen(function* () {
        const [plan, lost, held] = [queued(), processing(), processing()];
        yield* given(plan, lost, held);
        yield* write((stores) =>
          Effect.andThen(
            stores.leases.insert(makeLease(lost, { expiresAt: PAST })),
            stores.leases.insert(makeLease(held, { expiresAt: FUTURE })),
          ),
        );
        expect(yield* claimWith({}, { despiteLapsed: false })).toEqual({ _tag: "Lapsed" });
        expect(yield* stored(plan.planId)).toEqual(plan);
        expect(yield* leaseOf(plan.planId)).toBeNull();
        yield* write((stores) => stores.leases.extend(lost.planId, FUTURE));
        expect((yield* claimWith({}, { despiteLapsed: false }))._tag).toBe("Taken");
      }));

    it("takes nothing while a plan is being worked on that was never claimed here [X3]", () =>
      Effect.gen(function* () {
        const plan = queued();
        yield* given(plan, processing({ leaseFence: 0 }));
        expect(yield* claimWith({}, { despiteLapsed: false })).toEqual({ _tag: "Lapsed" });
        expect(yield* stored(plan.planId)).toEqual(plan);
      }));

    it("sees a lease that is missing when there is nothing else to take", () =>
      Effect.gen(function* () {
        yield* given(queued(), processing());
        expect((yield* claimWith({}, { despiteLapsed: false }))._tag).toBe("Taken");
        expect(yield* claimWith({}, { despiteLapsed: false })).toEqual({ _tag: "Lapsed" });
        expect(yield* claimWith({}, { despiteLapsed: true })).toEqual({ _tag: "Nothing" });
      }));

    it("takes a plan in spite of a lapsed lease when it is told to", () =>
      Effect.gen(function* () {
        const [plan, lost] = [queued(), processing({ leaseFence: 0 })];
        yield* given(plan, lost);
        expect((yield* claimWith({}, { despiteLapsed: true }))._tag).toBe("Taken");
        expect((yield* stored(plan.planId))?.processingState).toBe("processing");
        expect(yield* stored(lost.planId)).toEqual(lost);
      }));

    it("says that a lease is lapsed also when there would be nothing to take", () =>
      Effect.gen(function* () {
        yield* given(processing({ leaseFence: 0 }));
        expect(yield* claimWith({ phase: "apply" }, { despiteLapsed: false })).toEqual({ _tag: "Lapsed" });
        expect(yield* claimWith({ phase: "apply" }, { despiteLapsed: true })).toEqual({ _tag: "Nothing" });
      }));

    it("does not take an illegal place for a lapsed lease: nothing gives it back", () =>
      Effect.gen(function* () {
        yield* given(factory.plan({ phase: "action", processingState: "processing" }), queued());
        expect((yield* claimWith({}, { despiteLapsed: false }))._tag).toBe("Taken");
      }));

    it("keeps nothing of a claim whose unit of work is not kept", () =>
      Effect.gen(function* () {
        const plan = queued();
        yield* given(plan);
        const outcome = yield* write((stores) => stores.work.claim({}, makeGrant()), { dryRun: true });
        expect(outcome._tag).toBe("Taken");
        expect(yield* stored(plan.planId)).toEqual(plan);
        expect(yield* leaseOf(plan.planId)).toBeNull();
      }));
  });
};

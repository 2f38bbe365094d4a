import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Struct from "effect/Struct";
import type { LedgerEvent } from "../../src/event/LedgerEvent.ts";
import type { Plan } from "../../src/plan/Plan.ts";
import type { PlanId } from "../../src/plan/PlanId.ts";
import { isFinished, PROCESSING_STATES, type ProcessingState } from "../../src/plan/PlanState.ts";
import type { Cancellation } from "../../src/plan/PlanTreeStore.ts";
import { makePlanFactory } from "../planFactory.ts";
import { makeCancellation, makeLease } from "../recordFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { at, makeChain } from "./families.ts";
import { given, stored } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { read, write } from "./units.ts";
import { givenWithoutRules, RULELESS } from "./withoutRules.ts";

const events = read((stores) => stores.events.read({ limit: 1_000 }));

/** A plan after it was cancelled, as it must read. */
const cancelled = (plan: Plan, { at: completedAt }: Cancellation): Plan => ({
  ...plan,
  processingState: "cancelled",
  times: { ...plan.times, completedAt, updatedAt: completedAt },
  version: plan.version + 1,
});

const eventOf = (plan: Plan, why: Cancellation): Omit<LedgerEvent, "id"> => ({
  at: why.at,
  type: "plan.cancelled",
  planId: plan.planId,
  rootPlanId: plan.rootPlanId,
  version: plan.version + 1,
  actor: why.actor,
  data: { from: { phase: plan.phase, state: plan.processingState }, reason: why.reason },
});

const byPlan = (a: { readonly planId: PlanId | null }, b: { readonly planId: PlanId | null }): number =>
  String(a.planId) < String(b.planId) ? -1 : 1;

/** Passes when exactly these plans were cancelled, each with its event by their ids, and the others are as they were. */
const expectCancelled = (gone: ReadonlyArray<Plan>, kept: ReadonlyArray<Plan>, why: Cancellation) =>
  Effect.gen(function* () {
    for (const plan of gone) {
      expect(yield* stored(plan.planId)).toEqual(cancelled(plan, why));
      expect(yield* read((stores) => stores.leases.find(plan.planId))).toBeNull();
    }
    for (const plan of kept) expect(yield* stored(plan.planId)).toEqual(plan);
    const logged = (yield* events).map((event) => Struct.omit(event, ["id"]));
    expect(logged).toEqual(gone.map((plan) => eventOf(plan, why)).sort(byPlan));
  });

const unfinished = (plan: Plan): boolean => !isFinished(plan.processingState);

/** `PlanTreeStore.cancelBelow` and `cancelIdleSiblings`. */
export const cancelTreeSuite = (name: string, layer: LedgerLayer, capabilities: Capabilities): void => {
  describe(`PlanTreeStore on ${name}: cancel`, () => {
    const { it } = ledgerTests(layer);
    const factory = makePlanFactory();
    const why = makeCancellation({ reason: 'it\'s over, "really" 😀\n' });

    const inState = (parent: Plan, processingState: ProcessingState, version = 1): Plan =>
      factory.child(parent, { processingState, version, phase: "execute", leaseFence: 3 });

    const givenLeased = (plan: Plan) => write((stores) => stores.leases.insert(makeLease(plan)));

    it("cancels every unfinished plan below a plan, whatever its state, and no other", () =>
      Effect.gen(function* () {
        const root = factory.plan();
        const top = factory.child(root, { processingState: "complete", phase: "execute" });
        const children = PROCESSING_STATES.map((state, index) => inState(top, state, index + 1));
        const grandchildren = children.map((child) => inState(child, "processing", 9));
        const beside = factory.child(root);
        const others = makeChain(factory, 1);
        yield* given(root, top, ...children, ...grandchildren, beside, ...others);
        for (const plan of [...grandchildren, top, beside]) yield* givenLeased(plan);

        const below = [...children, ...grandchildren];
        const count = yield* write((stores) => stores.tree.cancelBelow(top.planId, why));
        expect(count).toBe(below.filter(unfinished).length);
        yield* expectCancelled(
          below.filter(unfinished),
          [...below.filter((plan) => !unfinished(plan)), root, top, beside, ...others],
          why,
        );
        for (const plan of [top, beside]) {
          expect(yield* read((stores) => stores.leases.find(plan.planId))).toEqual(makeLease(plan));
        }
      }));

    it("cancels nothing the second time, below a leaf, or below an unknown plan", () =>
      Effect.gen(function* () {
        const chain = makeChain(factory, 3);
        yield* given(...chain);
        const cancelBelow = (planId: PlanId) => write((stores) => stores.tree.cancelBelow(planId, why));
        expect(yield* cancelBelow(at(chain, -1).planId)).toBe(0);
        expect(yield* cancelBelow(factory.newId())).toBe(0);
        expect(yield* cancelBelow(at(chain, 0).planId)).toBe(3);
        const after = yield* events;
        expect(yield* cancelBelow(at(chain, 0).planId)).toBe(0);
        expect(yield* events).toEqual(after);
      }));

    it("is undone with its unit of work: plans, leases and events", () =>
      Effect.gen(function* () {
        const chain = makeChain(factory, 3);
        yield* given(...chain);
        yield* givenLeased(at(chain, 2));
        const count = yield* write((stores) => stores.tree.cancelBelow(at(chain, 0).planId, why), {
          dryRun: true,
        });
        expect(count).toBe(3);
        yield* expectCancelled([], chain, why);
        expect(yield* read((stores) => stores.leases.find(at(chain, 2).planId))).toEqual(
          makeLease(at(chain, 2)),
        );
      }));

    it("keeps a null reason null", () =>
      Effect.gen(function* () {
        const [root, child] = [...makeChain(factory, 1)];
        if (root === undefined || child === undefined) throw new RangeError("a chain of one has two plans");
        yield* given(root, child);
        const silent = makeCancellation({ reason: null });
        yield* write((stores) => stores.tree.cancelBelow(root.planId, silent));
        yield* expectCancelled([child], [root], silent);
      }));

    for (const how of RULELESS) {
      it(`cancels a plan with ${how} and leaves its texts alone [S5] [P2]`, () =>
        Effect.gen(function* () {
          const root = factory.plan();
          yield* given(root);
          const child = yield* givenWithoutRules(capabilities, factory.child(root), how);
          expect(yield* write((stores) => stores.tree.cancelBelow(root.planId, why))).toBe(1);
          yield* expectCancelled([child], [root], why);
        }));
    }

    it("cancels the siblings that are neither finished nor being worked on, and all below those", () =>
      Effect.gen(function* () {
        const root = factory.plan({ processingState: "complete", phase: "execute" });
        const parent = factory.child(root);
        const child = inState(parent, "errored");
        const siblings = PROCESSING_STATES.map((state) => inState(parent, state, 4));
        const below = [child, ...siblings].map((plan) => inState(plan, "processing", 2));
        const uncle = factory.child(root);
        yield* given(root, parent, uncle, child, ...siblings, ...below);
        for (const plan of below) yield* givenLeased(plan);

        const idle = siblings.filter((plan) => unfinished(plan) && plan.processingState !== "processing");
        const idleIds = new Set(idle.map((plan) => plan.planId));
        const gone = [
          ...idle,
          ...below.filter((plan) => plan.parentPlanId !== null && idleIds.has(plan.parentPlanId)),
        ];
        const goneIds = new Set(gone.map((plan) => plan.planId));
        const count = yield* write((stores) => stores.tree.cancelIdleSiblings(child, why));
        expect(count).toBe(gone.length);
        expect(idle).toHaveLength(4);
        yield* expectCancelled(
          gone,
          [root, parent, uncle, child, ...siblings, ...below].filter((plan) => !goneIds.has(plan.planId)),
          why,
        );
      }));

    it("cancels no siblings of an only child or of a root", () =>
      Effect.gen(function* () {
        const roots = [factory.plan(), factory.plan()];
        const child = factory.child(at(roots, 0));
        const grandchild = factory.child(child);
        yield* given(...roots, child, grandchild);
        for (const plan of [at(roots, 0), child, grandchild]) {
          expect(yield* write((stores) => stores.tree.cancelIdleSiblings(plan, why))).toBe(0);
        }
        yield* expectCancelled([], [...roots, child, grandchild], why);
      }));
  });
};

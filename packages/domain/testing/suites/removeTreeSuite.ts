import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Struct from "effect/Struct";
import type { Plan } from "../../src/plan/Plan.ts";
import { planIdFromKey, shortId } from "../../src/plan/PlanId.ts";
import { makePlanFactory } from "../planFactory.ts";
import { instant, makeCancellation, makeDecision, makeEvent, makeLease } from "../recordFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { at, makeChain } from "./families.ts";
import { given, givenDependent, stored, storedIds } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { rawAccess } from "./raw.ts";
import { expectConflict, read, write } from "./units.ts";
import { givenWithoutRules, RULELESS } from "./withoutRules.ts";

/** `PlanTreeStore.remove`. */
export const removeTreeSuite = (name: string, layer: LedgerLayer, capabilities: Capabilities): void => {
  describe(`PlanTreeStore on ${name}: remove`, () => {
    const { it } = ledgerTests(layer);
    const factory = makePlanFactory();
    const why = makeCancellation({ reason: "it's gone 😀" });

    const remove = (plan: Plan) => write((stores) => stores.tree.remove(plan.planId, why));

    const eventOf = (plan: Plan) =>
      makeEvent(plan, {
        at: why.at,
        actor: why.actor,
        type: "plan.deleted",
        data: { snapshot_digest: plan.profileDigest, reason: why.reason },
      });

    /** What the log says about one plan, without the ids of the events. */
    const eventsOf = (plan: Plan) =>
      Effect.map(
        read((stores) => stores.events.read({ planId: plan.planId, limit: 100 })),
        (events) => events.map((event) => Struct.omit(event, ["id"])),
      );

    it("removes a plan without descendants, a root too, and nothing else [D2]", () =>
      Effect.gen(function* () {
        const [root, leaf] = [factory.plan(), factory.plan({ version: 7 })];
        const child = factory.child(root, { version: 3 });
        yield* given(root, leaf, child);
        expect(yield* remove(leaf)).toBe(1);
        expect(yield* remove(child)).toBe(1);
        expect(yield* storedIds).toEqual([root.planId]);
        expect(yield* stored(leaf.planId)).toBeNull();
        expect(yield* read((stores) => stores.plans.findByShortId(shortId(leaf.planId), 5))).toEqual([]);
        expect(yield* read((stores) => stores.tree.children(root.planId, 5))).toEqual({});
        expect(yield* eventsOf(leaf)).toEqual([eventOf(leaf)]);
        expect(yield* eventsOf(child)).toEqual([eventOf(child)]);
        expect(yield* stored(root.planId)).toEqual(root);
      }));

    it("tells of what it removes in the order of the ids, by bytes, whatever the shape of the tree", () =>
      Effect.gen(function* () {
        const root = factory.plan({ planId: planIdFromKey("m") });
        const ids = ["z", "a", "～", "\u{1F600}", "B"].map(planIdFromKey);
        yield* given(root, ...ids.map((planId) => factory.child(root, { planId })));
        expect(yield* remove(root)).toBe(6);
        const events = yield* read((stores) => stores.events.read({ limit: 100 }));
        expect(events.map((event) => event.planId)).toEqual(["B", "a", "m", "z", "～", "\u{1F600}"]);
      }));

    it("answers 0 for an unknown plan and for one that is gone already", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given(plan);
        expect(yield* remove(factory.plan())).toBe(0);
        expect(yield* remove(plan)).toBe(1);
        expect(yield* remove(plan)).toBe(0);
        expect(yield* eventsOf(plan)).toHaveLength(1);
      }));

    it("removes a subtree and leaves what is above and beside it", () =>
      Effect.gen(function* () {
        const root = factory.plan();
        const [left, right] = [factory.child(root), factory.child(root)];
        const below = [factory.child(left), factory.child(left)];
        const deepest = factory.child(at(below, 1));
        yield* given(root, left, right, ...below, deepest);
        expect(yield* remove(left)).toBe(4);
        expect(yield* storedIds).toEqual([right.planId, root.planId]);
        for (const plan of [left, ...below, deepest]) expect(yield* eventsOf(plan)).toEqual([eventOf(plan)]);
        expect(yield* eventsOf(root)).toEqual([]);
        expect(yield* read((stores) => stores.tree.statesBelow(root.planId))).toEqual({ queued: 1 });
      }));

    it("removes a whole tree of depth 1,001 [D3]", () =>
      Effect.gen(function* () {
        const chain = makeChain(factory, 1_001);
        const other = factory.plan();
        yield* given(...chain, other);
        expect(yield* remove(at(chain, 0))).toBe(1_002);
        expect(yield* storedIds).toEqual([other.planId]);
      }));

    it("removes the leases and the dependencies of what it removes", () =>
      Effect.gen(function* () {
        const root = factory.plan();
        const first = factory.child(root, { processingState: "processing", phase: "execute" });
        const second = factory.child(root);
        yield* given(root, first);
        yield* givenDependent(second, [first.planId]);
        yield* write((stores) => stores.leases.insert(makeLease(first)));
        expect(yield* remove(root)).toBe(3);
        expect(yield* read((stores) => stores.leases.find(first.planId))).toBeNull();
        expect(yield* read((stores) => stores.leases.lapsed(instant("2099-01-01T00:00:00Z"), 10))).toEqual(
          [],
        );
        expect(yield* read((stores) => stores.work.pendingDependencies(second.planId))).toEqual([]);
        yield* given(root, first, second);
        expect(yield* read((stores) => stores.leases.find(first.planId))).toBeNull();
        expect(yield* read((stores) => stores.work.pendingDependencies(second.planId))).toEqual([]);
      }));

    it("lets a dependent go before what it depends on", () =>
      Effect.gen(function* () {
        const root = factory.plan();
        const [first, second] = [factory.child(root), factory.child(root)];
        yield* given(root, first);
        yield* givenDependent(second, [first.planId]);
        expect(yield* remove(second)).toBe(1);
        expect(yield* read((stores) => stores.tree.hasDependents(first.planId))).toBe(false);
        expect(yield* remove(first)).toBe(1);
      }));

    it("refuses with a Conflict while a plan outside depends on one inside, and nothing is removed [T4]", () =>
      Effect.gen(function* () {
        const root = factory.plan();
        const first = factory.child(root);
        const inside = factory.child(first);
        const outside = factory.child(root);
        yield* given(root, first, inside);
        yield* givenDependent(outside, [inside.planId]);
        yield* expectConflict(remove(first));
        expect(yield* storedIds).toEqual([outside.planId, inside.planId, first.planId, root.planId]);
        expect(yield* eventsOf(inside)).toEqual([]);
      }));

    it("keeps decisions, events and snapshot texts of what it removes [D5]", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        const decision = makeDecision(plan, factory.newId());
        const { captured, profileText } = factory.snapshot();
        yield* given(plan);
        yield* write((stores) =>
          Effect.gen(function* () {
            yield* stores.snapshots.keep(captured.digest, profileText);
            yield* stores.decisions.append(decision);
            yield* stores.events.append([makeEvent(plan)]);
          }),
        );
        yield* remove(plan);
        expect(yield* read((stores) => stores.decisions.ofPlan(plan.planId))).toEqual([decision]);
        expect(yield* eventsOf(plan)).toEqual([makeEvent(plan), eventOf(plan)]);
        expect(yield* read((stores) => stores.snapshots.find(captured.digest))).toBe(profileText);
      }));

    for (const how of RULELESS) {
      it(`removes a plan with ${how}`, () =>
        Effect.gen(function* () {
          const plan = yield* givenWithoutRules(capabilities, factory.plan(), how);
          expect(yield* remove(plan)).toBe(1);
          expect(yield* eventsOf(plan)).toEqual([eventOf(plan)]);
          expect(yield* storedIds).toEqual([]);
        }));
    }

    it("is undone with its unit of work", () =>
      Effect.gen(function* () {
        const chain = makeChain(factory, 2);
        yield* given(...chain);
        expect(yield* write((stores) => stores.tree.remove(at(chain, 0).planId, why), { dryRun: true })).toBe(
          3,
        );
        expect(yield* storedIds).toEqual(chain.map((plan) => plan.planId).toReversed());
        expect(yield* eventsOf(at(chain, 0))).toEqual([]);
      }));

    if (capabilities.rawText === true) {
      it("leaves no row of a removed plan in any table that hangs on plans", () =>
        Effect.gen(function* () {
          const raw = yield* rawAccess;
          const rich = {
            arguments: [{ name: "x", value: 1 }],
            invariants: [{ text: "holds", source: "plan" as const }],
          };
          const root = factory.plan(rich);
          const [first, second] = [factory.child(root, rich), factory.child(root, rich)];
          yield* given(root, first);
          yield* givenDependent(second, [first.planId]);
          yield* write((stores) => stores.leases.insert(makeLease(first)));
          const tables = [
            "v3_plans",
            "plan_projects",
            "plan_arguments",
            "plan_invariants",
            "pw_leases",
            "pw_dependencies",
          ];
          const counts = () => Effect.forEach(tables, (table) => raw.count(table));
          expect(yield* counts()).toEqual([3, 3, 3, 3, 1, 1]);
          yield* remove(root);
          expect(yield* counts()).toEqual([0, 0, 0, 0, 0, 0]);
        }));
    }
  });
};

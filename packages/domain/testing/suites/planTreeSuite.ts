import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import type { Plan } from "../../src/plan/Plan.ts";
import type { PlanId } from "../../src/plan/PlanId.ts";
import { PROCESSING_STATES } from "../../src/plan/PlanState.ts";
import type { PlanNode, PlanTreeStore } from "../../src/plan/PlanTreeStore.ts";
import type { StorageError } from "../../src/store/StorageError.ts";
import { makePlanFactory } from "../planFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { at, makeChain, makeFan } from "./families.ts";
import { given, givenDependent, stored } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { read } from "./units.ts";
import { givenWithoutRules, RULELESS } from "./withoutRules.ts";

const ask = <A>(question: (tree: PlanTreeStore) => Effect.Effect<A, StorageError>) =>
  read(({ tree }) => question(tree));

const idsOf = (nodes: ReadonlyArray<{ readonly planId: PlanId }>): ReadonlyArray<PlanId> =>
  nodes.map((node) => node.planId);

const nodeOf = ({ description, parentPlanId, phase, planId, processingState }: Plan): PlanNode => ({
  planId,
  parentPlanId,
  phase,
  processingState,
  description,
});

const sorted = (nodes: ReadonlyArray<PlanNode>): ReadonlyArray<PlanNode> =>
  [...nodes].sort((a, b) => (a.planId < b.planId ? -1 : 1));

/** The questions of `PlanTreeStore`. */
export const planTreeSuite = (name: string, layer: LedgerLayer, capabilities: Capabilities): void => {
  describe(`PlanTreeStore on ${name}: questions`, () => {
    const { it } = ledgerTests(layer);
    const factory = makePlanFactory();

    for (const depth of [0, 1, 2, 3, 150]) {
      it(`answers for a chain of depth ${depth} as for any other [R2]`, () =>
        Effect.gen(function* () {
          const chain = makeChain(factory, depth);
          const [root, leaf] = [at(chain, 0), at(chain, -1)];
          yield* given(...chain, ...makeChain(factory, 2));
          for (const plan of [root, at(chain, depth >> 1), leaf]) {
            expect((yield* stored(plan.planId))?.rootPlanId).toBe(root.planId);
          }
          expect(idsOf(yield* ask((tree) => tree.ancestors(leaf.planId)))).toEqual(
            idsOf(chain.slice(0, -1)).toReversed(),
          );
          expect(sorted(yield* ask((tree) => tree.subtree(root.planId)))).toEqual(sorted(chain.map(nodeOf)));
          expect(yield* ask((tree) => tree.unfinishedBelow(root.planId))).toBe(depth);
          expect(yield* ask((tree) => tree.statesBelow(root.planId))).toEqual(
            depth === 0 ? {} : { queued: depth },
          );
        }));
    }

    it("gives ancestors from the parent up to the root, whole nodes, and none for a root or an unknown plan", () =>
      Effect.gen(function* () {
        const root = factory.plan({
          description: 'it\'s the "root" 😀',
          phase: "execute",
          processingState: "complete",
        });
        const child = factory.child(root, {
          description: "child",
          phase: "apply",
          processingState: "constrained",
        });
        const leaf = factory.child(child);
        yield* given(root, child, leaf, factory.child(root), factory.child(child));
        expect(yield* ask((tree) => tree.ancestors(leaf.planId))).toEqual([nodeOf(child), nodeOf(root)]);
        expect(yield* ask((tree) => tree.ancestors(root.planId))).toEqual([]);
        expect(yield* ask((tree) => tree.ancestors(factory.newId()))).toEqual([]);
      }));

    it("gives a plan and everything below it, nothing beside or above it, and nothing for an unknown plan", () =>
      Effect.gen(function* () {
        const root = factory.plan();
        const left = factory.child(root, {
          phase: "execute",
          processingState: "errored",
          description: "left",
        });
        const right = factory.child(root);
        const below = [factory.child(left), factory.child(left)];
        const deepest = factory.child(at(below, 0));
        yield* given(root, left, right, ...below, deepest, ...makeChain(factory, 1));
        const leftTree = [left, ...below, deepest];
        expect(sorted(yield* ask((tree) => tree.subtree(left.planId)))).toEqual(sorted(leftTree.map(nodeOf)));
        expect(yield* ask((tree) => tree.subtree(right.planId))).toEqual([nodeOf(right)]);
        expect((yield* ask((tree) => tree.subtree(root.planId))).length).toBe(6);
        expect(yield* ask((tree) => tree.subtree(factory.newId()))).toEqual([]);
      }));

    it("counts direct children by state, and stops at the limit", () =>
      Effect.gen(function* () {
        const root = factory.plan();
        const children = PROCESSING_STATES.map((processingState) => factory.child(root, { processingState }));
        const grandchild = factory.child(at(children, 0), { processingState: "errored" });
        yield* given(root, ...children, factory.child(root, { processingState: "errored" }), grandchild);
        const all = Object.fromEntries(
          PROCESSING_STATES.map((state) => [state, state === "errored" ? 2 : 1]),
        );
        expect(yield* ask((tree) => tree.children(root.planId, 100))).toEqual(all);
        expect(yield* ask((tree) => tree.children(root.planId, 8))).toEqual(all);
        const some = yield* ask((tree) => tree.children(root.planId, 3));
        expect(Object.values(some).reduce((sum, count) => sum + count, 0)).toBe(3);
        expect(yield* ask((tree) => tree.children(grandchild.planId, 100))).toEqual({});
        expect(yield* ask((tree) => tree.children(factory.newId(), 100))).toEqual({});
      }));

    it("counts what is below a plan, itself not, finished and unfinished, through finished plans too", () =>
      Effect.gen(function* () {
        const root = factory.plan();
        const children = PROCESSING_STATES.map((processingState) => factory.child(root, { processingState }));
        const applied = at(
          children.filter((child) => child.processingState === "applied"),
          0,
        );
        const cancelled = at(
          children.filter((child) => child.processingState === "cancelled"),
          0,
        );
        yield* given(
          root,
          ...children,
          factory.child(applied),
          factory.child(cancelled),
          ...makeFan(factory, 2),
        );
        expect(yield* ask((tree) => tree.unfinishedBelow(root.planId))).toBe(7);
        expect(yield* ask((tree) => tree.statesBelow(root.planId))).toEqual({
          ...Object.fromEntries(PROCESSING_STATES.map((state) => [state, 1])),
          queued: 3,
        });
        expect(yield* ask((tree) => tree.unfinishedBelow(applied.planId))).toBe(1);
        expect(yield* ask((tree) => tree.unfinishedBelow(factory.newId()))).toBe(0);
        expect(yield* ask((tree) => tree.statesBelow(factory.newId()))).toEqual({});
      }));

    it("adds up the cost of one tree, the root included, finished plans too", () =>
      Effect.gen(function* () {
        const root = factory.plan({ costTotal: 1.5 });
        const child = factory.child(root, { costTotal: 0.25, processingState: "cancelled" });
        yield* given(
          root,
          child,
          factory.child(child, { costTotal: 100 }),
          ...makeChain(factory, 1, { costTotal: 7 }),
        );
        expect(yield* ask((tree) => tree.cost(root.planId))).toBe(101.75);
        expect(yield* ask((tree) => tree.cost(factory.newId()))).toBe(0);
      }));

    it("knows whether a plan outside of a subtree depends on one inside it", () =>
      Effect.gen(function* () {
        const root = factory.plan();
        const first = factory.child(root);
        const inside = [factory.child(first), factory.child(first)];
        const outside = factory.child(root);
        const [dependency, dependent] = [at(inside, 0), at(inside, 1)];
        yield* given(root, first, dependency);
        yield* givenDependent(dependent, [dependency.planId]);
        const answers = [root, first, dependency, dependent];
        const has = () => Effect.forEach(answers, ({ planId }) => ask((tree) => tree.hasDependents(planId)));
        expect(yield* has()).toEqual([false, false, true, false]);
        yield* givenDependent(outside, [first.planId]);
        expect(yield* has()).toEqual([false, true, true, false]);
        expect(yield* ask((tree) => tree.hasDependents(outside.planId))).toBe(false);
        expect(yield* ask((tree) => tree.hasDependents(factory.newId()))).toBe(false);
      }));

    for (const how of RULELESS) {
      it(`shows a plan with ${how} in its tree like any other [P7]`, () =>
        Effect.gen(function* () {
          const root = yield* givenWithoutRules(capabilities, factory.plan(), how);
          const child = factory.child(factory.plan(), { parentPlanId: root.planId, rootPlanId: root.planId });
          yield* given(child);
          expect(sorted(yield* ask((tree) => tree.subtree(root.planId)))).toEqual([
            nodeOf(root),
            nodeOf(child),
          ]);
          expect(yield* ask((tree) => tree.ancestors(child.planId))).toEqual([nodeOf(root)]);
        }));
    }
  });
};

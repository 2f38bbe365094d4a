import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import type { Plan } from "../../src/plan/Plan.ts";
import { makePlanFactory, type PlanFactory } from "../planFactory.ts";
import { makeCancellation } from "../recordFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { at, makeChain, makeFan } from "./families.ts";
import { given, storedIds } from "./given.ts";
import { LARGE_MILLIS, type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { read, write } from "./units.ts";

const SIZE = 100_000;

const SHAPES: ReadonlyArray<readonly [shape: string, make: (factory: PlanFactory) => ReadonlyArray<Plan>]> = [
  ["deep", (factory) => makeChain(factory, SIZE)],
  ["wide", (factory) => makeFan(factory, SIZE)],
];

/** Trees of 100,000 plans: created, read, cancelled and deleted (domain.md section 2, Trees). */
export const largeTreeSuite = (name: string, layer: LedgerLayer, _capabilities: Capabilities): void => {
  describe(`PlanTreeStore on ${name}: large trees`, () => {
    const { it } = ledgerTests(layer);

    for (const [shape, make] of SHAPES) {
      it(
        `creates, reads, cancels and deletes a tree 100,000 ${shape} [R2] [D3]`,
        () =>
          Effect.gen(function* () {
            const factory = makePlanFactory();
            const plans = make(factory);
            const [root, last] = [at(plans, 0), at(plans, -1)];
            const why = makeCancellation();
            yield* given();
            yield* write((stores) => stores.plans.insert(plans));

            expect((yield* read((stores) => stores.plans.find(last.planId)))?.rootPlanId).toBe(root.planId);
            const nodes = yield* read((stores) => stores.tree.subtree(root.planId));
            expect(nodes.length).toBe(SIZE + 1);
            const parents = new Map(nodes.map((node) => [node.planId, node.parentPlanId]));
            expect(plans.every((plan) => parents.get(plan.planId) === plan.parentPlanId)).toBe(true);
            const above = yield* read((stores) => stores.tree.ancestors(last.planId));
            expect(above.length).toBe(shape === "deep" ? SIZE : 1);
            expect(above.at(-1)?.planId).toBe(root.planId);
            expect(yield* read((stores) => stores.tree.unfinishedBelow(root.planId))).toBe(SIZE);

            expect(yield* write((stores) => stores.tree.cancelBelow(root.planId, why))).toBe(SIZE);
            expect(yield* read((stores) => stores.tree.statesBelow(root.planId))).toEqual({
              cancelled: SIZE,
            });
            expect(yield* read((stores) => stores.events.read({ after: SIZE - 1, limit: 5 }))).toHaveLength(
              1,
            );

            expect(yield* write((stores) => stores.tree.remove(root.planId, why))).toBe(SIZE + 1);
            expect(yield* storedIds).toEqual([]);
          }),
        LARGE_MILLIS,
      );
    }
  });
};

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

type Shape = (factory: PlanFactory, size: number) => ReadonlyArray<Plan>;

const SHAPES: ReadonlyArray<readonly [shape: string, make: Shape]> = [
  ["deep", makeChain],
  ["wide", makeFan],
];

/** Trees of 100,000 plans, or as many as the capabilities say: created, read, cancelled and deleted (domain.md section 2, Trees). */
export const largeTreeSuite = (
  name: string,
  layer: LedgerLayer,
  { largestTree: size }: Capabilities,
): void => {
  describe(`PlanTreeStore on ${name}: large trees`, () => {
    const { it } = ledgerTests(layer);

    for (const [shape, make] of SHAPES) {
      it(
        `creates, reads, cancels and deletes a tree ${size.toLocaleString("en")} ${shape} [R2] [D3]`,
        () =>
          Effect.gen(function* () {
            const factory = makePlanFactory();
            const plans = make(factory, size);
            const [root, last] = [at(plans, 0), at(plans, -1)];
            const why = makeCancellation();
            yield* given();
            yield* write((stores) => stores.plans.insert(plans));

            expect((yield* read((stores) => stores.plans.find(last.planId)))?.rootPlanId).toBe(root.planId);
            const nodes = yield* read((stores) => stores.tree.subtree(root.planId));
            expect(nodes.length).toBe(size + 1);
            const parents = new Map(nodes.map((node) => [node.planId, node.parentPlanId]));
            expect(plans.every((plan) => parents.get(plan.planId) === plan.parentPlanId)).toBe(true);
            const above = yield* read((stores) => stores.tree.ancestors(last.planId));
            expect(above.length).toBe(shape === "deep" ? size : 1);
            expect(above.at(-1)?.planId).toBe(root.planId);
            expect(yield* read((stores) => stores.tree.unfinishedBelow(root.planId))).toBe(size);

            expect(yield* write((stores) => stores.tree.cancelBelow(root.planId, why))).toBe(size);
            expect(yield* read((stores) => stores.tree.statesBelow(root.planId))).toEqual({
              cancelled: size,
            });
            expect(yield* read((stores) => stores.events.read({ after: size - 1, limit: 5 }))).toHaveLength(
              1,
            );

            expect(yield* write((stores) => stores.tree.remove(root.planId, why))).toBe(size + 1);
            expect(yield* storedIds).toEqual([]);
          }),
        LARGE_MILLIS,
      );
    }
  });
};

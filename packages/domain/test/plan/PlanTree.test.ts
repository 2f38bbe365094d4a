import { expect, it } from "@effect/vitest";
import { type PlanId, planIdFromKey } from "../../src/plan/PlanId.ts";
import { treeOf } from "../../src/plan/PlanTree.ts";
import type { PlanNode } from "../../src/plan/PlanTreeStore.ts";

const id = (number: number): PlanId => planIdFromKey(String(number).padStart(26, "0"));

const node = (number: number, parent: number | null): PlanNode => ({
  planId: id(number),
  parentPlanId: parent === null ? null : id(parent),
  phase: "action",
  processingState: number % 2 === 0 ? "queued" : "cancelled",
  description: "",
});

it("orders depth first with depth and number of descendants, whatever order it is given", () => {
  const nodes = [node(5, 2), node(4, 1), node(1, null), node(3, 1), node(2, 1), node(6, 5)];
  const tree = treeOf(id(1), nodes);
  expect(tree?.nodes.map(({ planId, depth, descendants }) => [Number(planId), depth, descendants])).toEqual([
    [1, 0, 5],
    [2, 1, 2],
    [5, 2, 1],
    [6, 3, 0],
    [3, 1, 0],
    [4, 1, 0],
  ]);
  expect(tree?.summary).toEqual({ nodes: 6, depth: 3, byState: { queued: 3, cancelled: 3 } });
});

it("orders children by the UTF-8 bytes of their ids, which adopted ones may have any of", () => {
  const child = (key: string): PlanNode => ({ ...node(2, 1), planId: planIdFromKey(key) });
  const tree = treeOf(id(1), [node(1, null), child("\u{1F600}"), child("\uFF5E")]);
  expect(tree?.nodes.map(({ planId }) => planId)).toEqual([id(1), "\uFF5E", "\u{1F600}"]);
});

it("is undefined for a top that is not there", () => {
  expect(treeOf(id(9), [node(1, null)])).toBeUndefined();
});

it.each([
  ["deep", (number: number) => number - 1],
  ["wide", () => 0],
] as const)("takes 100,000 plans %s [R2]", (_, parentOf) => {
  const count = 100_000;
  const nodes = Array.from({ length: count }, (_unused, index) =>
    node(index, index === 0 ? null : parentOf(index)),
  );
  const tree = treeOf(id(0), nodes.reverse());
  expect(tree?.summary.nodes).toBe(count);
  expect(tree?.nodes[0]?.descendants).toBe(count - 1);
});

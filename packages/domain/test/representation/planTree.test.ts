import { describe, expect, it } from "@effect/vitest";
import * as Arbitrary from "effect/Arbitrary";
import { treeOf } from "../../src/plan/PlanTree.ts";
import type { PlanNode } from "../../src/plan/PlanTreeStore.ts";
import { MAX_TREE_DEPTH, planTreeData, planTreeLines } from "../../src/representation/planTree.ts";
import { PlanTreeData, type TreeNodeData } from "../../src/representation/schemas.ts";
import { whole } from "../../testing/generators/numbers.ts";
import { held } from "./held.ts";
import { id } from "./plans.ts";

const node = (number: number, parent: number | null): PlanNode => ({
  planId: id(number),
  parentPlanId: parent === null ? null : id(parent),
  phase: "strategize",
  processingState: number % 3 === 0 ? "applied" : "queued",
  description: `Plan ${number}`,
});

const treeFrom = (nodes: ReadonlyArray<PlanNode>) => {
  const tree = treeOf(id(0), nodes);
  if (tree === undefined) throw new RangeError("plan 0 is the top");
  return tree;
};

const LARGE = 100_000;
const chain = treeFrom(
  Array.from({ length: LARGE }, (_, index) => node(index, index === 0 ? null : index - 1)),
);
const fan = treeFrom(Array.from({ length: LARGE }, (_, index) => node(index, index === 0 ? null : 0)));

const only = (tree: TreeNodeData): TreeNodeData | undefined => tree.children[0];

const levelsOf = (top: TreeNodeData): number => {
  let levels = 0;
  for (let below = only(top); below !== undefined; below = only(below)) levels += 1;
  return levels;
};

const deepest = (top: TreeNodeData): TreeNodeData => {
  let last = top;
  for (let below = only(top); below !== undefined; below = only(below)) last = below;
  return last;
};

/** Any tree: each plan after the first is below one of those before it. */
const anyTree = Arbitrary.map(Arbitrary.array(whole(0, 1_000), { maxLength: 60 }), (parents) =>
  treeFrom([node(0, null), ...parents.map((parent, index) => node(index + 1, parent % (index + 1)))]),
);

/** Every node with its depth, by the obvious recursion. */
const flat = (top: TreeNodeData, depth = 0): ReadonlyArray<readonly [string, number]> => [
  [top.plan_id, depth],
  ...top.children.flatMap((child) => flat(child, depth + 1)),
];

describe("plan tree", () => {
  it("nests 64 levels of a chain of 100,000 and says what was cut [R2]", () => {
    const data = planTreeData(chain);
    expect(levelsOf(data.tree)).toBe(64);
    expect(deepest(data.tree)).toEqual({
      plan_id: id(64),
      phase: "strategize",
      state: "queued",
      description: "Plan 64",
      children: [],
      descendants: LARGE - 65,
    });
    expect(held(PlanTreeData, data)).toBe(JSON.stringify(data));
    expect(data.summary).toEqual({
      nodes: LARGE,
      depth: LARGE - 1,
      by_state: { queued: 66_666, applied: 33_334 },
    });
  });

  it("nests 512 levels at most, which JSON can still write and read", () => {
    const data = planTreeData(chain, MAX_TREE_DEPTH);
    expect(levelsOf(data.tree)).toBe(512);
    expect(levelsOf(JSON.parse(JSON.stringify(data)).tree)).toBe(512);
  });

  it.each([-1, 513, 1.5, Number.NaN])("takes no depth of %s", (depth) => {
    expect(() => planTreeData(chain, depth)).toThrow(RangeError);
  });

  it("shows the top alone at depth 0", () => {
    const { tree } = planTreeData(fan, 0);
    expect(tree.children).toEqual([]);
    expect(tree.descendants).toBe(LARGE - 1);
  });

  it("shows a fan of 100,000 whole, and says of no node that it was cut", () => {
    const { tree } = planTreeData(fan, 1);
    expect(tree.children).toHaveLength(LARGE - 1);
    expect(JSON.stringify(tree)).not.toContain("descendants");
  });

  it("streams every plan of a chain of 100,000 with its depth, one at a time [R2]", () => {
    const lines = planTreeLines(chain);
    expect(lines.next().value).toEqual({
      plan_id: id(0),
      parent_plan_id: null,
      phase: "strategize",
      state: "applied",
      description: "Plan 0",
      depth: 0,
    });
    let last = 0;
    let count = 1;
    for (const line of lines) {
      last = line.depth;
      count += 1;
    }
    expect([count, last]).toEqual([LARGE, LARGE - 1]);
  });

  it.prop("nests and streams the same plans in the same order", [anyTree], ([tree]) => {
    const lines = [...planTreeLines(tree)].map((line) => [line.plan_id, line.depth]);
    expect(flat(planTreeData(tree).tree)).toEqual(lines);
  });

  it.prop("cuts at a depth, and tells of each node how much", [anyTree, whole(0, 6)], ([tree, depth]) => {
    const data = planTreeData(tree, depth);
    const shown = flat(data.tree);
    expect(shown.map(([planId]) => planId)).toEqual(
      tree.nodes.filter((visited) => visited.depth <= depth).map((visited) => visited.planId),
    );
    const missing = [...JSON.stringify(data.tree).matchAll(/"descendants":(\d+)/g)];
    expect(missing.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(tree.nodes.length - shown.length);
    expect(held(PlanTreeData, data)).toBe(JSON.stringify(data));
  });
});

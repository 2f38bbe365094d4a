import type { PlanTree, TreeNode } from "../plan/PlanTree.ts";
import { byStateData } from "./planStatus.ts";
import type { PlanTreeData, PlanTreeLineData, TreeNodeData } from "./schema/planTree.ts";

/** Levels below the top that `plan tree` nests when nothing is said. */
export const DEFAULT_TREE_DEPTH = 64;

/** Levels below the top that `plan tree` nests at most, because readers of JSON have stacks too. */
export const MAX_TREE_DEPTH = 512;

type Growing = Omit<TreeNodeData, "children"> & { readonly children: Array<Growing> };

const nodeData = (node: TreeNode, depth: number): Growing => ({
  plan_id: node.planId,
  phase: node.phase,
  state: node.processingState,
  description: node.description,
  children: [],
  ...(node.depth === depth && node.descendants > 0 ? { descendants: node.descendants } : {}),
});

/** Nests nodes that come depth first: each goes to the children of the last one that is a level higher. */
const nest = (nodes: ReadonlyArray<TreeNode>, depth: number): Growing => {
  const tops: Array<Growing> = [];
  const levels: Array<Array<Growing>> = [tops];
  for (const node of nodes) {
    if (node.depth > depth) continue;
    const item = nodeData(node, depth);
    levels[node.depth]?.push(item);
    levels[node.depth + 1] = item.children;
  }
  const [top] = tops;
  if (top === undefined) throw new RangeError("a tree has a top");
  return top;
};

/**
 * `data` of `plan tree`, nested down to `depth` levels below the top (0 = the top alone) without recursion. Choices: a
 * node that was cut has `children: []` and `descendants`, no other node has `descendants`; the summary counts the whole
 * subtree and its `by_state` leaves out states that no plan has. Throws a `RangeError` for a depth that is no whole
 * number from 0 to 512, or a tree without a top.
 */
export const planTreeData = (tree: PlanTree, depth: number = DEFAULT_TREE_DEPTH): PlanTreeData => {
  if (!Number.isInteger(depth) || depth < 0 || depth > MAX_TREE_DEPTH) {
    throw new RangeError(`a depth is a whole number from 0 to ${MAX_TREE_DEPTH}`);
  }
  const top = nest(tree.nodes, depth);
  return {
    plan_id: top.plan_id,
    tree: top,
    summary: {
      nodes: tree.summary.nodes,
      depth: tree.summary.depth,
      by_state: byStateData(tree.summary.byState),
    },
  };
};

/**
 * The lines of `plan tree --format jsonl`: every plan at any depth, depth first, made one at a time. Choice: a line has
 * `parent_plan_id` besides the keys of a node, in the place of `children`.
 */
export function* planTreeLines(tree: PlanTree): Generator<PlanTreeLineData, void> {
  for (const node of tree.nodes) {
    yield {
      plan_id: node.planId,
      parent_plan_id: node.parentPlanId,
      phase: node.phase,
      state: node.processingState,
      description: node.description,
      depth: node.depth,
    };
  }
}

import { compareUtf8 } from "../name/compareUtf8.ts";
import type { PlanId } from "./PlanId.ts";
import type { StateCounts } from "./PlanQuery.ts";
import type { PlanNode } from "./PlanTreeStore.ts";

/** A plan of a tree with its depth below the top (0) and how many plans are below it. */
export interface TreeNode extends PlanNode {
  readonly depth: number;
  readonly descendants: number;
}

/** A tree in depth-first order, children by id, with what holds for all of it. */
export interface PlanTree {
  readonly nodes: ReadonlyArray<TreeNode>;
  readonly summary: {
    readonly nodes: number;
    /** Depth of the deepest plan; 0 for the top alone. */
    readonly depth: number;
    readonly byState: StateCounts;
  };
}

const byId = (a: PlanNode, b: PlanNode): number => compareUtf8(a.planId, b.planId);

const childrenByParent = (nodes: ReadonlyArray<PlanNode>): ReadonlyMap<PlanId, ReadonlyArray<PlanNode>> => {
  const children = new Map<PlanId, Array<PlanNode>>();
  for (const node of nodes) {
    if (node.parentPlanId === null) continue;
    const siblings = children.get(node.parentPlanId);
    if (siblings === undefined) children.set(node.parentPlanId, [node]);
    else siblings.push(node);
  }
  for (const siblings of children.values()) siblings.sort(byId);
  return children;
};

interface Visit {
  readonly node: PlanNode;
  readonly depth: number;
}

const depthFirst = (top: PlanNode, nodes: ReadonlyArray<PlanNode>): ReadonlyArray<Visit> => {
  const children = childrenByParent(nodes);
  const visits: Array<Visit> = [];
  const open: Array<Visit> = [{ node: top, depth: 0 }];
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    visits.push(visit);
    const below = children.get(visit.node.planId) ?? [];
    for (let i = below.length - 1; i >= 0; i--) {
      const node = below[i];
      if (node !== undefined) open.push({ node, depth: visit.depth + 1 });
    }
  }
  return visits;
};

/** How many visits that follow each one are deeper than it: its descendants, read off the depth-first order. */
const descendantsOf = (visits: ReadonlyArray<Visit>): Int32Array => {
  const descendants = new Int32Array(visits.length);
  const path: Array<number> = [];
  visits.forEach(({ depth }, index) => {
    while (path.length > depth) close(path, descendants, index);
    path.push(index);
  });
  while (path.length > 0) close(path, descendants, visits.length);
  return descendants;
};

const close = (path: Array<number>, descendants: Int32Array, end: number): void => {
  const start = path.pop() ?? 0;
  descendants[start] = end - start - 1;
};

/**
 * The tree of `top` from its plans in any order; undefined when `top` is not among them. Takes time and memory in
 * proportion to their number and no stack, however deep or wide.
 */
export const treeOf = (top: PlanId, nodes: ReadonlyArray<PlanNode>): PlanTree | undefined => {
  const root = nodes.find((node) => node.planId === top);
  if (root === undefined) return undefined;
  const visits = depthFirst(root, nodes);
  const descendants = descendantsOf(visits);
  const byState: { [S in PlanNode["processingState"]]?: number } = {};
  let depth = 0;
  for (const visit of visits) {
    byState[visit.node.processingState] = (byState[visit.node.processingState] ?? 0) + 1;
    depth = Math.max(depth, visit.depth);
  }
  return {
    nodes: visits.map((visit, index) => ({
      ...visit.node,
      depth: visit.depth,
      descendants: descendants[index] ?? 0,
    })),
    summary: { nodes: visits.length, depth, byState },
  };
};

import { type PlanTree, shortId, type TreeNode } from "@planwright/domain";
import { type Branch, GAP, span, text, type View } from "../present/View.ts";
import { countsLine, stateGlyph } from "./state.ts";

/** More lines than anybody scrolls through; the rest is summed up. */
const MOST_LINES = 1_000;

const branch = (node: TreeNode, more: ReadonlyArray<boolean>, cut: boolean): Branch => ({
  depth: node.depth,
  more,
  line: [
    stateGlyph(node.processingState),
    span(` ${shortId(node.planId)} `, "strong"),
    ...(cut ? [span(`+${node.descendants} below `, "warn")] : []),
    span(`${node.phase}/${node.processingState}`, "muted"),
    span(`  ${node.description.split("\n", 1)[0] ?? ""}`),
  ],
});

/** For each shown node, whether another child of the same parent follows it; read off from behind, without recursion. */
const followers = (nodes: ReadonlyArray<TreeNode>): ReadonlyArray<boolean> => {
  const follows: Array<boolean> = nodes.map(() => false);
  const seen: Array<boolean> = [];
  for (let at = nodes.length - 1; at >= 0; at--) {
    const depth = nodes[at]?.depth ?? 0;
    follows[at] = seen[depth] === true;
    seen.length = depth + 1;
    seen[depth] = true;
  }
  return follows;
};

function* branches(nodes: ReadonlyArray<TreeNode>, depth: number): Generator<Branch> {
  const follows = followers(nodes);
  const open: Array<boolean> = [];
  for (const [at, node] of nodes.entries()) {
    open.length = Math.max(0, node.depth - 1);
    if (node.depth > 0) open.push(follows[at] === true);
    yield branch(node, [...open], node.depth === depth && node.descendants > 0);
  }
}

/** A plan with everything below it, down to `depth` levels and 1,000 lines; the summary counts all of it. */
export const planTreeView = (tree: PlanTree, depth: number): View => {
  const within = tree.nodes.filter((node) => node.depth <= depth);
  const shown = within.slice(0, MOST_LINES);
  const hidden = within.length - shown.length;
  const { summary } = tree;
  return [
    { _tag: "Tree", branches: { [Symbol.iterator]: () => branches(shown, depth) } },
    ...(hidden === 0 ? [] : [text(`… and ${hidden} more; --format plain or jsonl shows every plan`, "warn")]),
    GAP,
    text([
      span(`${summary.nodes} ${summary.nodes === 1 ? "plan" : "plans"}, depth ${summary.depth}   `, "muted"),
      ...countsLine(summary.byState),
    ]),
  ];
};

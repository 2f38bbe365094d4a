import * as Schema from "effect/Schema";
import { ByStateData, PhaseData, StateData } from "./planPlace.ts";

const Node = Schema.Struct({
  plan_id: Schema.String,
  phase: PhaseData,
  state: StateData,
  description: Schema.String,
});

const cut = Schema.Natural.annotate({ description: "How many plans are below a node that was cut" });

/** A plan of a tree with the plans below it; one that was cut has no children and says how many plans are below it. */
export type TreeNodeData = typeof Node.Type & {
  readonly children: ReadonlyArray<TreeNodeData>;
  readonly descendants?: number;
};

/** The schema of one node, which holds itself. */
export const TreeNodeData: Schema.Codec<TreeNodeData> = Schema.Struct({
  ...Node.fields,
  children: Schema.Array(Schema.suspend((): Schema.Codec<TreeNodeData> => TreeNodeData)),
  descendants: Schema.optionalKey(cut),
}).annotate({ identifier: "TreeNode" });

/** `data` of `plan tree`. */
export const PlanTreeData = Schema.Struct({
  plan_id: Schema.String,
  tree: TreeNodeData,
  summary: Schema.Struct({
    nodes: Schema.Natural,
    depth: Schema.Natural,
    by_state: ByStateData,
  }).annotate({ description: "Of the whole subtree, whatever is shown of it" }),
});
export type PlanTreeData = typeof PlanTreeData.Type;

const { plan_id, ...place } = Node.fields;

/** One line of `plan tree --format jsonl`; lines come depth first. */
export const PlanTreeLineData = Schema.Struct({
  plan_id,
  parent_plan_id: Schema.NullOr(Schema.String),
  ...place,
  depth: Schema.Natural,
});
export type PlanTreeLineData = typeof PlanTreeLineData.Type;

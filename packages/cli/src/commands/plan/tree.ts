import { string } from "@oclif/core/flags";
import {
  DEFAULT_TREE_DEPTH,
  MAX_TREE_DEPTH,
  planTreeData,
  planTreeLines,
} from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { defineCommand } from "../../command/defineCommand.ts";
import { planArgument } from "../../command/planFlags.ts";
import { readWhole } from "../../input/readText.ts";
import { withPlans } from "../../ledger/withPlans.ts";
import { planTreeView } from "../../view/planTree.ts";

export default defineCommand({
  summary: "Show a plan and everything below it",
  description: "The formats jsonl and plain print every plan, one a line, whatever the depth.",
  examples: [
    { what: "A whole tree", command: "plan tree 2H4T6B8C" },
    { what: "Two levels of it", command: "plan tree 2H4T6B8C --depth 2" },
    { what: "Every plan, one a line", command: "plan tree 2H4T6B8C --format jsonl" },
  ],
  args: planArgument,
  flags: {
    depth: string({
      helpValue: "N",
      summary: `Levels below the plan that are nested, 0 to ${MAX_TREE_DEPTH}; ${DEFAULT_TREE_DEPTH} unless given.`,
    }),
  },
  run: Effect.fnUntraced(function* ({ args, flags }, call) {
    const depth = (yield* readWhole("--depth", flags.depth, [0, MAX_TREE_DEPTH])) ?? DEFAULT_TREE_DEPTH;
    const tree = yield* withPlans(call, (plans) => plans.tree(args.id));
    return {
      data: () => planTreeData(tree, depth),
      view: () => planTreeView(tree, depth),
      lines: {
        items: () => planTreeLines(tree),
        columns: ["depth", "plan_id", "phase", "state", "description"],
      },
    };
  }),
});

import { string as argument } from "@oclif/core/args";
import * as Effect from "effect/Effect";
import { exportPlans } from "../../answer/exportPlans.ts";
import { defineCommand } from "../../command/defineCommand.ts";
import { switchFlag } from "../../command/switchFlag.ts";
import { badValue } from "../../command/UsageError.ts";
import { withPlans } from "../../ledger/withPlans.ts";

export default defineCommand({
  summary: "Print everything that is known of plans, one record a line (JSONL)",
  description:
    "Of each plan the plan itself, its frozen rules, its decisions and its events. The formats json and yaml print one envelope with all of it.",
  examples: [
    { what: "Two plans", command: "plan export 2H4T6B8C 9M3R5W7Y > plans.jsonl" },
    { what: "The whole ledger", command: "plan export --all > ledger.jsonl" },
  ],
  args: {
    ids: argument({
      multiple: true,
      ignoreStdin: true,
      description: "The plans: their ids, or the last 8 characters.",
    }),
  },
  flags: { all: switchFlag({ summary: "Every plan, the newest first." }) },
  run: ({ args, flags }, call) => {
    const ids = args.ids ?? [];
    if (flags.all === ids.length > 0)
      return Effect.fail(badValue("plan export", "must be given either the ids of plans or --all."));
    return withPlans(call, (plans) => exportPlans(call, plans, flags.all ? undefined : ids));
  },
});

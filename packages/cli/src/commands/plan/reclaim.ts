import { string as argument } from "@oclif/core/args";
import { type ReclaimAnswer, shortId } from "@planwright/domain";
import { planReclaimData } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { linesOf } from "../../command/Answer.ts";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { withPlans } from "../../ledger/withPlans.ts";
import { text, type View } from "../../present/View.ts";

const view = ({ more, reclaimed }: ReclaimAnswer): View =>
  reclaimed.length === 0
    ? [text("No lease has lapsed.", "muted")]
    : [
        text(`Back in the queue: ${reclaimed.map(shortId).join(", ")}`),
        ...(more ? [text("There may be more; reclaim again.", "warn")] : []),
      ];

export default defineCommand({
  summary: "Give the plans of lost workers back to the queue",
  examples: [
    { what: "All whose leases have lapsed", command: "plan reclaim" },
    { what: "One plan", command: "plan reclaim 2H4T6B8C" },
  ],
  args: {
    id: argument({
      ignoreStdin: true,
      description: "One plan alone: its id, or the last 8 characters of it.",
    }),
  },
  flags: dryRunFlag,
  run: ({ args, flags }, call) =>
    Effect.map(
      withPlans(call, (plans) => plans.reclaim({ actor: call.actor, id: args.id, dryRun: flags["dry-run"] })),
      (answer) => ({
        data: () => planReclaimData(answer),
        view: () => view(answer),
        lines: linesOf("plan reclaim", []),
      }),
    ),
});

import { string } from "@oclif/core/flags";
import * as Effect from "effect/Effect";
import { movedAnswer } from "../../answer/planAnswers.ts";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { confidenceFlag, leaseFlag, planArgument } from "../../command/planFlags.ts";
import { readResultFile } from "../../input/planInput.ts";
import { readNumber } from "../../input/readText.ts";
import { withPlans } from "../../ledger/withPlans.ts";

export default defineCommand({
  summary: "Report claimed work as done, and ask the gate that comes next",
  description:
    "A result file may have the keys changeset_id, sandbox_refs, validation_summary, decision_root_id, last_completed_step, last_checkpoint_id and cost.",
  examples: [
    { what: "With a result", command: "plan complete 2H4T6B8C --lease-token TOKEN --result result.yaml" },
    {
      what: "With a confidence for the next gate",
      command: "plan complete 2H4T6B8C --lease-token TOKEN --confidence 0.9",
    },
  ],
  args: planArgument,
  flags: {
    ...leaseFlag,
    result: string({
      helpValue: "FILE",
      summary: "What came of it: a YAML or JSON file, - for standard input.",
    }),
    ...confidenceFlag,
    ...dryRunFlag,
  },
  run: Effect.fnUntraced(function* ({ args, flags }, call) {
    const confidence = yield* readNumber("--confidence", flags.confidence);
    const result = yield* readResultFile(call.io, flags.result);
    const answer = yield* withPlans(call, (plans) =>
      plans.complete({
        actor: call.actor,
        id: args.id,
        leaseToken: flags["lease-token"],
        result,
        confidence,
        dryRun: flags["dry-run"],
      }),
    );
    return movedAnswer(answer);
  }),
});

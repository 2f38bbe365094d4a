import { string } from "@oclif/core/flags";
import * as Effect from "effect/Effect";
import { movedAnswer } from "../../answer/planAnswers.ts";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { confidenceFlag, planArgument } from "../../command/planFlags.ts";
import { readNumber } from "../../input/readText.ts";
import { withPlans } from "../../ledger/withPlans.ts";

export default defineCommand({
  summary: "Send a plan back to strategize",
  description: "Everything unfinished below the plan is cancelled. A plan can be reverted three times.",
  examples: [
    { what: "With a reason", command: "plan revert 2H4T6B8C --reason 'the tests contradict the strategy'" },
  ],
  args: planArgument,
  flags: {
    reason: string({ helpValue: "TEXT", summary: "Why; it is recorded." }),
    ...confidenceFlag,
    ...dryRunFlag,
  },
  run: ({ args, flags }, call) =>
    Effect.flatMap(readNumber("--confidence", flags.confidence), (confidence) =>
      Effect.map(
        withPlans(call, (plans) =>
          plans.revert({
            actor: call.actor,
            id: args.id,
            reason: flags.reason,
            confidence,
            dryRun: flags["dry-run"],
          }),
        ),
        movedAnswer,
      ),
    ),
});

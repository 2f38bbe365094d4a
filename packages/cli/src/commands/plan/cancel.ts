import { string } from "@oclif/core/flags";
import { planCancelData } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { confirm } from "../../command/confirm.ts";
import { defineCommand, dryRunFlag, yesFlag } from "../../command/defineCommand.ts";
import { planArgument } from "../../command/planFlags.ts";
import { withPlans } from "../../ledger/withPlans.ts";
import { planCancelView } from "../../view/planAnswer.ts";

export default defineCommand({
  summary: "End a plan and everything unfinished below it",
  examples: [
    { what: "After being asked", command: "plan cancel 2H4T6B8C" },
    { what: "In a script, with a reason", command: "plan cancel 2H4T6B8C --reason 'no longer needed' --yes" },
  ],
  args: planArgument,
  flags: {
    reason: string({ helpValue: "TEXT", summary: "Why; it is recorded." }),
    ...dryRunFlag,
    ...yesFlag,
  },
  run: ({ args, flags }, call) =>
    Effect.andThen(
      confirm(call, {
        yes: flags.yes,
        dryRun: flags["dry-run"],
        question: `Cancel plan ${args.id} and everything unfinished below it?`,
      }),
      Effect.map(
        withPlans(call, (plans) =>
          plans.cancel({ actor: call.actor, id: args.id, reason: flags.reason, dryRun: flags["dry-run"] }),
        ),
        (answer) => ({ data: () => planCancelData(answer), view: () => planCancelView(answer) }),
      ),
    ),
});

import { planDeleteData } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { confirm } from "../../command/confirm.ts";
import { defineCommand, dryRunFlag, yesFlag } from "../../command/defineCommand.ts";
import { planArgument } from "../../command/planFlags.ts";
import { switchFlag } from "../../command/switchFlag.ts";
import { withPlans } from "../../ledger/withPlans.ts";
import { planDeleteView } from "../../view/planAnswer.ts";

export default defineCommand({
  summary: "Delete a plan, or a whole tree; its decisions, events and frozen rules stay readable",
  examples: [
    { what: "See what would go", command: "plan delete 2H4T6B8C --tree --dry-run" },
    { what: "A plan and everything below it, in a script", command: "plan delete 2H4T6B8C --tree --yes" },
  ],
  args: planArgument,
  flags: {
    tree: switchFlag({
      summary: "Everything below it as well; without it a plan with children stays.",
    }),
    ...dryRunFlag,
    ...yesFlag,
  },
  run: ({ args, flags }, call) =>
    Effect.andThen(
      confirm(call, {
        yes: flags.yes,
        dryRun: flags["dry-run"],
        question: `Delete plan ${args.id}${flags.tree ? " and everything below it" : ""}?`,
      }),
      Effect.map(
        withPlans(call, (plans) =>
          plans.remove({ actor: call.actor, id: args.id, tree: flags.tree, dryRun: flags["dry-run"] }),
        ),
        (answer) => ({ data: () => planDeleteData(answer), view: () => planDeleteView(answer) }),
      ),
    ),
});

import { actionShowData } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { nameArgument } from "../../command/nameArgument.ts";
import { withActions } from "../../ledger/withActions.ts";
import { actionView } from "../../view/action.ts";

export default defineCommand({
  summary: "Keep an action from making new plans; plans made from it stay",
  examples: [{ what: "By its name", command: "action archive local/fix-bug" }],
  args: nameArgument("The action; a bare name is one of the namespace local."),
  flags: dryRunFlag,
  run: ({ args, flags }, call) =>
    Effect.map(
      withActions(call, (actions) =>
        actions.archive({ actor: call.actor, name: args.name, dryRun: flags["dry-run"] }),
      ),
      (action) => ({
        data: () => actionShowData(action),
        view: (nowMillis) => actionView(action, nowMillis),
      }),
    ),
});

import { actionShowData } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { defineCommand } from "../../command/defineCommand.ts";
import { nameArgument } from "../../command/nameArgument.ts";
import { withActions } from "../../ledger/withActions.ts";
import { actionView } from "../../view/action.ts";

export default defineCommand({
  summary: "Show one action with everything that its file says",
  examples: [{ what: "By its name", command: "action show local/fix-bug" }],
  args: nameArgument("The action; a bare name is one of the namespace local."),
  run: ({ args }, call) =>
    Effect.map(
      withActions(call, (actions) => actions.get(args.name)),
      (action) => ({
        data: () => actionShowData(action),
        view: (nowMillis) => actionView(action, nowMillis),
      }),
    ),
});

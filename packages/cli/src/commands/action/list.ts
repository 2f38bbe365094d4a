import { option, string } from "@oclif/core/flags";
import { ACTION_STATES } from "@planwright/domain";
import { actionListData } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { linesOf } from "../../command/Answer.ts";
import { defineCommand } from "../../command/defineCommand.ts";
import { withActions } from "../../ledger/withActions.ts";
import { actionListView } from "../../view/action.ts";

export default defineCommand({
  summary: "List actions by name",
  examples: [
    { what: "All of them", command: "action list" },
    {
      what: "Those of one namespace that make plans",
      command: "action list --namespace local --state available",
    },
  ],
  flags: {
    namespace: string({ helpValue: "NAME", summary: "Only actions of this namespace, or server:namespace." }),
    state: option({ options: ACTION_STATES, summary: "Only actions in this state." })(),
  },
  run: ({ flags }, call) => {
    const filter = { namespace: flags.namespace, state: flags.state };
    return Effect.map(
      withActions(call, (actions) => actions.list(filter)),
      (found) => ({
        data: () => actionListData(found, filter),
        view: (nowMillis) => actionListView(found, nowMillis),
        lines: linesOf("action list", ["name", "state", "automation_profile", "version", "description"]),
      }),
    );
  },
});

import { string } from "@oclif/core/flags";
import { actionCreateData } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { switchFlag } from "../../command/switchFlag.ts";
import { inFile } from "../../input/inFile.ts";
import { readInputFile } from "../../input/readInputFile.ts";
import { withActions } from "../../ledger/withActions.ts";
import { actionView } from "../../view/action.ts";

export default defineCommand({
  summary: "Add an action, a template that plans are made from",
  description:
    "The file must have the keys name, description, definition_of_done, strategy_actor and execution_actor. It may have long_description, estimation_actor, review_actor, apply_actor, invariant_actor, automation_profile, safety_profile, reusable, read_only, state, arguments, invariants and tags.",
  examples: [
    { what: "From a file", command: "action create --config fix-bug.yaml" },
    {
      what: "In the place of the one of that name; plans keep what they were made with",
      command: "action create --config fix-bug.yaml --replace",
    },
    {
      what: "From standard input, to see whether it is right",
      command: "action create --config - --dry-run < fix-bug.yaml",
    },
  ],
  flags: {
    config: string({
      required: true,
      helpValue: "FILE",
      summary: "A YAML or JSON file, - for standard input.",
    }),
    replace: switchFlag({ summary: "Replace an action of that name." }),
    "idempotency-key": string({
      helpValue: "KEY",
      summary: "The same request under the same key makes one action within 24 hours.",
    }),
    ...dryRunFlag,
  },
  run: Effect.fnUntraced(function* ({ flags }, call) {
    const file = yield* readInputFile(call.io, flags.config);
    const answer = yield* Effect.mapError(
      withActions(call, (actions) =>
        actions.create({
          actor: call.actor,
          file,
          replace: flags.replace,
          idempotencyKey: flags["idempotency-key"],
          dryRun: flags["dry-run"],
        }),
      ),
      inFile(flags.config),
    );
    return {
      data: () => actionCreateData(answer),
      view: (nowMillis) => actionView(answer.action, nowMillis),
    };
  }),
});

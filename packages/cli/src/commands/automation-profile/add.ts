import { string } from "@oclif/core/flags";
import { automationProfileAddData } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { switchFlag } from "../../command/switchFlag.ts";
import { inFile } from "../../input/inFile.ts";
import { readInputFile } from "../../input/readInputFile.ts";
import { withProfiles } from "../../ledger/withProfiles.ts";
import { profileView } from "../../view/profile.ts";

export default defineCommand({
  summary: "Register an automation profile of your own; a person's command",
  description:
    "The file has a name of the form namespace/name, all eleven thresholds, and whatever safety rules and guards differ from the defaults. `automation-profile show` prints one to begin with.",
  examples: [
    { what: "From a file", command: "automation-profile add --config strict.yaml" },
    {
      what: "Begin with a built-in one",
      command: "automation-profile show supervised --format jsonl > strict.json",
    },
    {
      what: "In the place of the one of that name; plans keep their rules",
      command: "profile add --config strict.yaml --replace",
    },
  ],
  flags: {
    config: string({
      required: true,
      helpValue: "FILE",
      summary: "A YAML or JSON file, - for standard input.",
    }),
    replace: switchFlag({ summary: "Replace a profile of that name." }),
    ...dryRunFlag,
  },
  run: Effect.fnUntraced(function* ({ flags }, call) {
    const file = yield* readInputFile(call.io, flags.config);
    const answer = yield* Effect.mapError(
      withProfiles(call, (profiles) =>
        profiles.add({ actor: call.actor, file, replace: flags.replace, dryRun: flags["dry-run"] }),
      ),
      inFile(flags.config),
    );
    return { data: () => automationProfileAddData(answer), view: () => profileView(answer.profile) };
  }),
});

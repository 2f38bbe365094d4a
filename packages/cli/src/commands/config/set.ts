import { string as argument } from "@oclif/core/args";
import { configSetData } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { keyArgument, projectFlag } from "../../command/settingFlags.ts";
import { withSettings } from "../../ledger/withSettings.ts";
import { settingView } from "../../view/setting.ts";

export default defineCommand({
  summary: "Set a setting, for all projects or for one; a person's command",
  examples: [
    {
      what: "The rules of new plans, unless something nearer says otherwise",
      command: "config set core.automation-profile supervised",
    },
    { what: "For one project", command: "config set core.automation-profile manual --project local/api" },
  ],
  args: {
    ...keyArgument,
    value: argument({ required: true, ignoreStdin: true, description: "What to set it to." }),
  },
  flags: { ...projectFlag, ...dryRunFlag },
  run: ({ args, flags }, call) =>
    Effect.map(
      withSettings(call, (settings) =>
        settings.set({
          actor: call.actor,
          key: args.key,
          value: args.value,
          project: flags.project,
          dryRun: flags["dry-run"],
        }),
      ),
      (setting) => ({
        data: () => configSetData(setting),
        view: (nowMillis) => settingView(setting, nowMillis),
      }),
    ),
});

import { configGetData } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { defineCommand } from "../../command/defineCommand.ts";
import { keyArgument, projectFlag } from "../../command/settingFlags.ts";
import { withSettings } from "../../ledger/withSettings.ts";
import { text } from "../../present/View.ts";
import { settingView } from "../../view/setting.ts";

export default defineCommand({
  summary: "Show one setting",
  examples: [
    { what: "For all projects", command: "config get core.automation-profile" },
    { what: "For one project", command: "config get core.automation-profile --project local/api" },
  ],
  args: keyArgument,
  flags: projectFlag,
  run: ({ args, flags }, call) =>
    Effect.map(
      withSettings(call, (settings) => settings.get({ key: args.key, project: flags.project })),
      (answer) => ({
        data: () => configGetData(answer),
        view: (nowMillis) =>
          answer.setting === null
            ? [
                text(
                  `${answer.place.key} was never set for ${answer.place.project ?? "all projects"}.`,
                  "muted",
                ),
              ]
            : settingView(answer.setting, nowMillis),
      }),
    ),
});

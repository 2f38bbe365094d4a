import { configListData } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { linesOf } from "../../command/Answer.ts";
import { defineCommand } from "../../command/defineCommand.ts";
import { projectFlag } from "../../command/settingFlags.ts";
import { withSettings } from "../../ledger/withSettings.ts";
import { settingListView } from "../../view/setting.ts";

export default defineCommand({
  summary: "List everything that was set",
  examples: [
    { what: "All of it", command: "config list" },
    { what: "For one project", command: "config list --project local/api" },
  ],
  flags: projectFlag,
  run: ({ flags }, call) =>
    Effect.map(
      withSettings(call, (settings) => settings.list()),
      (all) => {
        const found =
          flags.project === undefined ? all : all.filter(({ project }) => project === flags.project);
        return {
          data: () => configListData(found),
          view: (nowMillis) => settingListView(found, nowMillis),
          lines: linesOf("config list", ["key", "project", "value", "updated_at", "updated_by"]),
        };
      },
    ),
});

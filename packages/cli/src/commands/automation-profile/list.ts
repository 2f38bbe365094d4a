import { automationProfileListData } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { linesOf } from "../../command/Answer.ts";
import { defineCommand } from "../../command/defineCommand.ts";
import { withProfiles } from "../../ledger/withProfiles.ts";
import { profileListView } from "../../view/profile.ts";

export default defineCommand({
  summary: "List the automation profiles: the built-in ones, then your own",
  examples: [{ what: "All of them", command: "automation-profile list" }],
  run: (_typed, call) =>
    Effect.map(
      withProfiles(call, (profiles) => profiles.list()),
      (found) => ({
        data: () => automationProfileListData(found),
        view: () => profileListView(found),
        lines: linesOf("automation-profile list", [
          "name",
          "source",
          "auto_strategize",
          "auto_execute",
          "auto_apply",
          "description",
        ]),
      }),
    ),
});

import { automationProfileRemoveData } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { nameArgument } from "../../command/nameArgument.ts";
import { withProfiles } from "../../ledger/withProfiles.ts";
import { GAP, text } from "../../present/View.ts";
import { profileView } from "../../view/profile.ts";

export default defineCommand({
  summary: "Remove an automation profile of your own; plans keep their rules; a person's command",
  examples: [{ what: "By its name", command: "automation-profile remove local/strict" }],
  args: nameArgument("The profile."),
  flags: dryRunFlag,
  run: ({ args, flags }, call) =>
    Effect.map(
      withProfiles(call, (profiles) =>
        profiles.remove({ actor: call.actor, name: args.name, dryRun: flags["dry-run"] }),
      ),
      (profile) => ({
        data: () => automationProfileRemoveData(profile),
        view: () => [text("Removed; this is what it was:", "muted"), GAP, ...profileView(profile)],
      }),
    ),
});

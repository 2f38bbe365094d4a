import { automationProfileShowData } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { defineCommand } from "../../command/defineCommand.ts";
import { nameArgument } from "../../command/nameArgument.ts";
import { withProfiles } from "../../ledger/withProfiles.ts";
import { profileView } from "../../view/profile.ts";

export default defineCommand({
  summary: "Show all rules of one automation profile",
  examples: [
    { what: "A built-in one", command: "automation-profile show balanced" },
    { what: "As a file to change", command: "automation-profile show balanced --format jsonl" },
  ],
  args: nameArgument("The profile."),
  run: ({ args }, call) =>
    Effect.map(
      withProfiles(call, (profiles) => profiles.get(args.name)),
      (profile) => ({ data: () => automationProfileShowData(profile), view: () => profileView(profile) }),
    ),
});

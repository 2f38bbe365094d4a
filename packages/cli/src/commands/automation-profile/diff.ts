import { string as argument } from "@oclif/core/args";
import { automationProfileDiffData } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { linesOf } from "../../command/Answer.ts";
import { defineCommand } from "../../command/defineCommand.ts";
import { withProfiles } from "../../ledger/withProfiles.ts";
import { profileDiffView } from "../../view/profile.ts";

const side = (description: string) => argument({ required: true, ignoreStdin: true, description });

export default defineCommand({
  summary: "Compare the rules of two automation profiles",
  description: "Each side is the name of a profile, or plan:<id> for the rules that a plan was frozen with.",
  examples: [
    { what: "Two profiles", command: "automation-profile diff supervised balanced" },
    {
      what: "A plan's rules with what the profile says today",
      command: "profile diff plan:2H4T6B8C balanced",
    },
  ],
  args: { a: side("What to begin with."), b: side("What to compare it with.") },
  run: ({ args }, call) => {
    const given = { left: args.a, right: args.b };
    return Effect.map(
      withProfiles(call, (profiles) => profiles.diff(args.a, args.b)),
      (comparison) => ({
        data: () => automationProfileDiffData(comparison, given),
        view: () => profileDiffView(comparison, given),
        lines: linesOf("automation-profile diff", ["rule", "left", "right", "change"]),
      }),
    );
  },
});

import { string } from "@oclif/core/flags";
import * as Effect from "effect/Effect";
import { movedAnswer } from "../../answer/planAnswers.ts";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { planArgument } from "../../command/planFlags.ts";
import { surroundings } from "../../command/surroundings.ts";
import { withPlans } from "../../ledger/withPlans.ts";

export default defineCommand({
  summary: "Give rules to a plan that has none, or whose rules are damaged",
  examples: [
    { what: "The rules that a new plan would get", command: "plan capture 2H4T6B8C" },
    { what: "Rules by name", command: "plan capture 2H4T6B8C --automation-profile supervised" },
  ],
  args: planArgument,
  flags: {
    "automation-profile": string({ helpValue: "PROFILE", summary: "The rules that the plan runs under." }),
    ...dryRunFlag,
  },
  run: ({ args, flags }, call) =>
    Effect.map(
      withPlans(call, (plans) =>
        plans.capture({
          actor: call.actor,
          id: args.id,
          automationProfile: flags["automation-profile"],
          surroundings: surroundings(call),
          dryRun: flags["dry-run"],
        }),
      ),
      movedAnswer,
    ),
});

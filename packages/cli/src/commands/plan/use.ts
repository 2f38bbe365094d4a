import { string as argument } from "@oclif/core/args";
import { string } from "@oclif/core/flags";
import * as Effect from "effect/Effect";
import { usedAnswer } from "../../answer/planAnswers.ts";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { makingFlags } from "../../command/planFlags.ts";
import { surroundings } from "../../command/surroundings.ts";
import { readArguments, readProjectArguments, readSubplansFile } from "../../input/planInput.ts";
import { withPlans } from "../../ledger/withPlans.ts";

export default defineCommand({
  summary: "Make a plan from an action",
  description:
    "The rules are resolved now and frozen into the plan: --automation-profile, then the action, the projects' settings, the global setting, PLANWRIGHT_AUTOMATION_PROFILE, and balanced at last.",
  examples: [
    { what: "One action, one project", command: "plan use local/fix-bug local/api --arg issue=42" },
    {
      what: "Under stricter rules, with a name of its own",
      command:
        "plan use local/fix-bug local/api local/web --automation-profile supervised --name local/bug-42",
    },
    { what: "See what would be made", command: "plan use local/fix-bug local/api --dry-run" },
  ],
  args: {
    action: argument({ required: true, ignoreStdin: true, description: "The action to make it from." }),
    projects: argument({
      required: true,
      multiple: true,
      ignoreStdin: true,
      description: "The projects that it works on.",
    }),
  },
  flags: {
    ...makingFlags,
    invariant: string({
      multiple: true,
      multipleNonGreedy: true,
      helpValue: "TEXT",
      summary: "Something that must hold all the while.",
    }),
    name: string({ helpValue: "NAME", summary: "What to call the plan: [[server:]namespace/]name." }),
    "project-alias": string({
      multiple: true,
      multipleNonGreedy: true,
      helpValue: "PROJECT=ALIAS",
      summary: "A short word for one of the projects.",
    }),
    ...dryRunFlag,
  },
  run: Effect.fnUntraced(function* ({ args, flags }, call) {
    const projects = yield* readProjectArguments(args.projects, flags["project-alias"]);
    const given = yield* readArguments(flags.arg);
    const subplans = yield* readSubplansFile(call.io, flags.subplans);
    const answer = yield* withPlans(call, (plans) =>
      plans.use({
        actor: call.actor,
        action: args.action,
        projects,
        automationProfile: flags["automation-profile"],
        arguments: given,
        invariants: flags.invariant ?? [],
        name: flags.name,
        subplans,
        idempotencyKey: flags["idempotency-key"],
        surroundings: surroundings(call),
        dryRun: flags["dry-run"],
      }),
    );
    return usedAnswer(answer);
  }),
});

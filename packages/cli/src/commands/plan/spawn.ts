import { string as argument } from "@oclif/core/args";
import { string } from "@oclif/core/flags";
import * as Effect from "effect/Effect";
import { spawnedAnswer } from "../../answer/planAnswers.ts";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { confidenceFlag, makingFlags } from "../../command/planFlags.ts";
import { readArguments, readSubplansFile } from "../../input/planInput.ts";
import { readNumber } from "../../input/readText.ts";
import { withPlans } from "../../ledger/withPlans.ts";

export default defineCommand({
  summary: "Make a child of a plan",
  description:
    "The child inherits the parent's projects, actors, invariants and rules, or takes rules that are nowhere looser.",
  examples: [
    { what: "A part of the work", command: "plan spawn 2H4T6B8C --description 'write the migration'" },
    {
      what: "After a sibling",
      command: "plan spawn 2H4T6B8C --description 'deploy it' --depends-on 9M3R5W7Y",
    },
  ],
  args: {
    parent: argument({
      required: true,
      ignoreStdin: true,
      description: "The parent: its id, or the last 8 characters of it.",
    }),
  },
  flags: {
    description: string({ helpValue: "TEXT", summary: "What it is to do; the parent's, unless given." }),
    "definition-of-done": string({
      helpValue: "TEXT",
      summary: "When it is done; the parent's, unless given.",
    }),
    ...makingFlags,
    "depends-on": string({
      multiple: true,
      multipleNonGreedy: true,
      helpValue: "ID",
      summary: "A sibling that must be applied first.",
    }),
    ...confidenceFlag,
    ...dryRunFlag,
  },
  run: Effect.fnUntraced(function* ({ args, flags }, call) {
    const given = yield* readArguments(flags.arg);
    const subplans = yield* readSubplansFile(call.io, flags.subplans);
    const confidence = yield* readNumber("--confidence", flags.confidence);
    const answer = yield* withPlans(call, (plans) =>
      plans.spawn({
        actor: call.actor,
        id: args.parent,
        description: flags.description,
        definitionOfDone: flags["definition-of-done"],
        automationProfile: flags["automation-profile"],
        arguments: given,
        dependsOn: flags["depends-on"] ?? [],
        subplans,
        confidence,
        idempotencyKey: flags["idempotency-key"],
        dryRun: flags["dry-run"],
      }),
    );
    return spawnedAnswer(answer);
  }),
});

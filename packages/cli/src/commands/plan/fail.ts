import { option, string } from "@oclif/core/flags";
import { ERROR_CATEGORIES } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { movedAnswer } from "../../answer/planAnswers.ts";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { confidenceFlag, leaseFlag, planArgument } from "../../command/planFlags.ts";
import { readDetailsFile } from "../../input/planInput.ts";
import { readNumber } from "../../input/readText.ts";
import { withPlans } from "../../ledger/withPlans.ts";

export default defineCommand({
  summary: "Report claimed work as failed; a transient failure asks the gate retry",
  examples: [
    {
      what: "Something that may pass",
      command: "plan fail 2H4T6B8C --lease-token TOKEN --category transient --message 'rate limit'",
    },
    {
      what: "With details",
      command: "plan fail 2H4T6B8C --lease-token TOKEN --category validation --details failure.json",
    },
  ],
  args: planArgument,
  flags: {
    ...leaseFlag,
    category: option({ options: ERROR_CATEGORIES, required: true, summary: "What kind of failure it is." })(),
    message: string({ helpValue: "TEXT", summary: "What happened." }),
    details: string({
      helpValue: "FILE",
      summary: "What is known: a YAML or JSON file, - for standard input.",
    }),
    ...confidenceFlag,
    ...dryRunFlag,
  },
  run: Effect.fnUntraced(function* ({ args, flags }, call) {
    const confidence = yield* readNumber("--confidence", flags.confidence);
    const details = yield* readDetailsFile(call.io, flags.details);
    const answer = yield* withPlans(call, (plans) =>
      plans.fail({
        actor: call.actor,
        id: args.id,
        leaseToken: flags["lease-token"],
        category: flags.category,
        message: flags.message ?? null,
        details,
        confidence,
        dryRun: flags["dry-run"],
      }),
    );
    return movedAnswer(answer);
  }),
});

import * as Effect from "effect/Effect";
import { movedAnswer } from "../../answer/planAnswers.ts";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { confidenceFlag, planArgument } from "../../command/planFlags.ts";
import { readNumber } from "../../input/readText.ts";
import { withPlans } from "../../ledger/withPlans.ts";

export default defineCommand({
  summary: "Try a stopped plan again",
  examples: [
    { what: "As a person", command: "plan retry 2H4T6B8C" },
    { what: "As an agent, where the gate lets it", command: "plan retry 2H4T6B8C --actor agent:builder" },
  ],
  args: planArgument,
  flags: { ...confidenceFlag, ...dryRunFlag },
  run: ({ args, flags }, call) =>
    Effect.flatMap(readNumber("--confidence", flags.confidence), (confidence) =>
      Effect.map(
        withPlans(call, (plans) =>
          plans.retry({ actor: call.actor, id: args.id, confidence, dryRun: flags["dry-run"] }),
        ),
        movedAnswer,
      ),
    ),
});

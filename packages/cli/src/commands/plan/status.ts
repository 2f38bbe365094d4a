import * as Effect from "effect/Effect";
import { statusAnswer } from "../../answer/planAnswers.ts";
import { defineCommand } from "../../command/defineCommand.ts";
import { planArgument } from "../../command/planFlags.ts";
import { withPlans } from "../../ledger/withPlans.ts";

export default defineCommand({
  summary: "Show one plan: where it stands, its rules, and what it waits for",
  examples: [
    { what: "By its short id", command: "plan status 2H4T6B8C" },
    { what: "For a program", command: "plan status 01JD8Q6W3M0V5X9Z7K2H4T6B8C --json" },
  ],
  args: planArgument,
  run: ({ args }, call) =>
    Effect.map(
      withPlans(call, (plans) => plans.status(args.id)),
      statusAnswer,
    ),
});

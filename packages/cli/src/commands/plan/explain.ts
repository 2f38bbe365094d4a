import { option } from "@oclif/core/flags";
import { OPERATIONS } from "@planwright/domain";
import { planExplainData } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { linesOf } from "../../command/Answer.ts";
import { defineCommand } from "../../command/defineCommand.ts";
import { planArgument } from "../../command/planFlags.ts";
import { withPlans } from "../../ledger/withPlans.ts";
import { explainView } from "../../view/decision.ts";

export default defineCommand({
  summary: "Show why a plan's gates decided as they did, and what would change that",
  examples: [
    { what: "Every decision", command: "plan explain 2H4T6B8C" },
    { what: "One gate", command: "plan explain 2H4T6B8C --operation execute" },
  ],
  args: planArgument,
  flags: {
    operation: option({ options: OPERATIONS, summary: "Only decisions on this operation." })(),
  },
  run: ({ args, flags }, call) =>
    Effect.map(
      withPlans(call, (plans) => plans.explain(args.id, flags.operation)),
      (answer) => ({
        data: () => planExplainData(answer),
        view: (nowMillis) => explainView(answer.decisions, planExplainData(answer).decisions, nowMillis),
        lines: linesOf("plan explain", [
          "decision_id",
          "at",
          "operation",
          "outcome",
          "rule",
          "threshold.name",
          "threshold.value",
          "confidence",
          "actor",
        ]),
      }),
    ),
});

import { planHistoryData } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { linesOf } from "../../command/Answer.ts";
import { defineCommand } from "../../command/defineCommand.ts";
import { planArgument } from "../../command/planFlags.ts";
import { withPlans } from "../../ledger/withPlans.ts";
import { planHistoryView } from "../../view/planHistory.ts";

export default defineCommand({
  summary: "Show what happened to a plan, also to a deleted one",
  examples: [
    { what: "The oldest first", command: "plan history 2H4T6B8C" },
    { what: "One event a line, for a program", command: "plan history 2H4T6B8C --format jsonl" },
  ],
  args: planArgument,
  run: ({ args }, call) =>
    Effect.map(
      withPlans(call, (plans) => plans.history(args.id, { limit: Number.MAX_SAFE_INTEGER })),
      (answer) => ({
        data: () => planHistoryData(answer),
        view: (nowMillis) => planHistoryView(answer.events, nowMillis),
        lines: linesOf("plan history", ["id", "at", "type", "version", "actor"]),
      }),
    ),
});

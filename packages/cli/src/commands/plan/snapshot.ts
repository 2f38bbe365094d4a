import { planSnapshotData } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { defineCommand } from "../../command/defineCommand.ts";
import { planArgument } from "../../command/planFlags.ts";
import { withPlans } from "../../ledger/withPlans.ts";
import { planSnapshotView } from "../../view/planSnapshot.ts";

export default defineCommand({
  summary: "Show the rules that a plan was frozen with",
  examples: [
    { what: "The rules, and which level named them", command: "plan snapshot 2H4T6B8C" },
    { what: "Their digest", command: "plan snapshot 2H4T6B8C --format plain | grep ^digest" },
  ],
  args: planArgument,
  run: ({ args }, call) =>
    Effect.map(
      withPlans(call, (plans) => plans.get(args.id)),
      (plan) => ({
        data: () => planSnapshotData(plan),
        view: (nowMillis) => planSnapshotView(plan, nowMillis),
      }),
    ),
});

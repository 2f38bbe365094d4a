import { planHeartbeatData } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { leaseFlag, planArgument } from "../../command/planFlags.ts";
import { withPlans } from "../../ledger/withPlans.ts";
import { fields, line } from "../../present/View.ts";
import { timeLine } from "../../view/values.ts";

export default defineCommand({
  summary: "Renew the lease of claimed work",
  examples: [{ what: "Now and then while working", command: "plan heartbeat 2H4T6B8C --lease-token TOKEN" }],
  args: planArgument,
  flags: { ...leaseFlag, ...dryRunFlag },
  run: ({ args, flags }, call) =>
    Effect.map(
      withPlans(call, (plans) =>
        plans.heartbeat({
          actor: call.actor,
          id: args.id,
          leaseToken: flags["lease-token"],
          dryRun: flags["dry-run"],
        }),
      ),
      (answer) => ({
        data: () => planHeartbeatData(answer),
        view: (nowMillis) => [
          fields([
            ["plan", line(answer.planId)],
            ["lease ends", timeLine(answer.expiresAt, nowMillis)],
          ]),
        ],
      }),
    ),
});

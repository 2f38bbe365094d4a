import * as Effect from "effect/Effect";
import { movedAnswer } from "../../answer/planAnswers.ts";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { leaseFlag, planArgument } from "../../command/planFlags.ts";
import { withPlans } from "../../ledger/withPlans.ts";

export default defineCommand({
  summary: "Report that applying cannot go on under its constraints",
  examples: [
    { what: "As the worker that holds the lease", command: "plan constrain 2H4T6B8C --lease-token TOKEN" },
  ],
  args: planArgument,
  flags: { ...leaseFlag, ...dryRunFlag },
  run: ({ args, flags }, call) =>
    Effect.map(
      withPlans(call, (plans) =>
        plans.constrain({
          actor: call.actor,
          id: args.id,
          leaseToken: flags["lease-token"],
          dryRun: flags["dry-run"],
        }),
      ),
      movedAnswer,
    ),
});

import * as Effect from "effect/Effect";
import { movedAnswer } from "../../answer/planAnswers.ts";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { leaseFlag, planArgument } from "../../command/planFlags.ts";
import { withPlans } from "../../ledger/withPlans.ts";

export default defineCommand({
  summary: "Give claimed work back unfinished",
  examples: [
    { what: "As the worker that holds the lease", command: "plan release 2H4T6B8C --lease-token TOKEN" },
  ],
  args: planArgument,
  flags: { ...leaseFlag, ...dryRunFlag },
  run: ({ args, flags }, call) =>
    Effect.map(
      withPlans(call, (plans) =>
        plans.release({
          actor: call.actor,
          id: args.id,
          leaseToken: flags["lease-token"],
          dryRun: flags["dry-run"],
        }),
      ),
      movedAnswer,
    ),
});

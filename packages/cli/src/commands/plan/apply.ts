import * as Effect from "effect/Effect";
import { advance } from "../../answer/advance.ts";
import { confirm } from "../../command/confirm.ts";
import { defineCommand, dryRunFlag, yesFlag } from "../../command/defineCommand.ts";
import { confidenceFlag, planArgument } from "../../command/planFlags.ts";

export default defineCommand({
  summary: "Let a plan's result be applied: `advance --to apply` by its usual name",
  examples: [
    { what: "Approve the result, after being asked", command: "plan apply 2H4T6B8C" },
    { what: "In a script", command: "plan apply 2H4T6B8C --yes" },
  ],
  args: planArgument,
  flags: { ...confidenceFlag, ...dryRunFlag, ...yesFlag },
  run: ({ args, flags }, call) =>
    Effect.andThen(
      confirm(call, {
        yes: flags.yes,
        dryRun: flags["dry-run"],
        question: `Let the result of plan ${args.id} be applied?`,
      }),
      advance(call, { id: args.id, to: "apply", confidence: flags.confidence, dryRun: flags["dry-run"] }),
    ),
});

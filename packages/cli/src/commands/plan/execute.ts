import { advance } from "../../answer/advance.ts";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { confidenceFlag, planArgument } from "../../command/planFlags.ts";

export default defineCommand({
  summary: "Let a plan be executed: `advance --to execute` by its usual name",
  examples: [{ what: "Approve the strategy", command: "plan execute 2H4T6B8C" }],
  args: planArgument,
  flags: { ...confidenceFlag, ...dryRunFlag },
  run: ({ args, flags }, call) =>
    advance(call, { id: args.id, to: "execute", confidence: flags.confidence, dryRun: flags["dry-run"] }),
});

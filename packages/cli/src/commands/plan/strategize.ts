import { advance } from "../../answer/advance.ts";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { confidenceFlag, planArgument } from "../../command/planFlags.ts";

export default defineCommand({
  summary: "Let a plan be strategized: `advance --to strategize` by its usual name",
  examples: [{ what: "Let the planning begin", command: "plan strategize 2H4T6B8C" }],
  args: planArgument,
  flags: { ...confidenceFlag, ...dryRunFlag },
  run: ({ args, flags }, call) =>
    advance(call, { id: args.id, to: "strategize", confidence: flags.confidence, dryRun: flags["dry-run"] }),
});

import { option } from "@oclif/core/flags";
import { advance, TARGETS } from "../../answer/advance.ts";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { confidenceFlag, planArgument } from "../../command/planFlags.ts";

export default defineCommand({
  summary: "Move a plan to its next phase",
  description:
    "By a person this is the approval of the gate at which the plan stands. By anybody else the gate is asked again with the confidence given; where it waits for a person nothing but the decision is recorded, and the exit code is 5.",
  examples: [
    { what: "Approve the strategy", command: "plan advance 2H4T6B8C --to execute" },
    {
      what: "Ask again as an agent",
      command: "plan advance 2H4T6B8C --to execute --confidence 0.9 --actor agent:builder",
    },
  ],
  args: planArgument,
  flags: {
    to: option({ options: TARGETS, required: true, summary: "The phase that comes next." })(),
    ...confidenceFlag,
    ...dryRunFlag,
  },
  run: ({ args, flags }, call) =>
    advance(call, { id: args.id, to: flags.to, confidence: flags.confidence, dryRun: flags["dry-run"] }),
});

import { option as optionArgument } from "@oclif/core/args";
import { string } from "@oclif/core/flags";
import { type Decision, OPERATIONS } from "@planwright/domain";
import { planCheckData } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { confidenceFlag, planArgument } from "../../command/planFlags.ts";
import { switchFlag } from "../../command/switchFlag.ts";
import { readNumber } from "../../input/readText.ts";
import { withPlans } from "../../ledger/withPlans.ts";
import { planCheckView } from "../../view/planAnswer.ts";

const EXIT = { automatic: 0, approved: 0, needs_approval: 5, refused: 4 } as const satisfies {
  readonly [O in Decision["outcome"]]: 0 | 4 | 5;
};

export default defineCommand({
  summary: "Ask a gate without moving the plan; the decision is recorded",
  description:
    "The exit code is 0 where the gate lets it pass, 5 where a person decides, 4 where it is refused.",
  examples: [
    { what: "May this plan be executed?", command: "plan check 2H4T6B8C execute --confidence 0.7" },
    { what: "May this tool be used?", command: "plan check 2H4T6B8C tool --tool git.push --writes" },
  ],
  args: {
    ...planArgument,
    operation: optionArgument({ options: OPERATIONS })({
      required: true,
      ignoreStdin: true,
      description: "What is asked about.",
    }),
  },
  flags: {
    ...confidenceFlag,
    tool: string({ helpValue: "NAME", summary: "The tool that would be used." }),
    writes: switchFlag({ summary: "The tool writes." }),
    unsafe: switchFlag({ summary: "The tool is unsafe." }),
    skill: string({ helpValue: "CATEGORY", summary: "The category of the skill that would be used." }),
    cost: string({ helpValue: "X", summary: "What the step would cost." }),
    ...dryRunFlag,
  },
  run: Effect.fnUntraced(function* ({ args, flags }, call) {
    const confidence = yield* readNumber("--confidence", flags.confidence);
    const cost = yield* readNumber("--cost", flags.cost);
    const answer = yield* withPlans(call, (plans) =>
      plans.check({
        actor: call.actor,
        id: args.id,
        operation: args.operation,
        confidence,
        tool: flags.tool,
        writes: flags.writes,
        unsafe: flags.unsafe,
        skill: flags.skill,
        cost,
        dryRun: flags["dry-run"],
      }),
    );
    return {
      data: (now) => planCheckData(answer, now),
      view: (nowMillis) => planCheckView(answer, nowMillis),
      exitCode: EXIT[answer.decision.outcome],
    };
  }),
});

import { option, string } from "@oclif/core/flags";
import { type PlanView, PROCESSING_STATES } from "@planwright/domain";
import { planWaitData, type Wait } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { EXIT_OF_WAIT, waitForPlan } from "../../answer/waitForPlan.ts";
import type { Message } from "../../command/Answer.ts";
import { defineCommand } from "../../command/defineCommand.ts";
import { planArgument } from "../../command/planFlags.ts";
import { readDuration } from "../../input/readText.ts";
import { withPlans } from "../../ledger/withPlans.ts";
import { planStatusView } from "../../view/planStatus.ts";

/** Why the exit code is 4, which the plan alone does not show; a gate is shown with the plan. */
const messagesOf = ({ plan }: PlanView, { outcome, until }: Wait): ReadonlyArray<Message> => {
  const place = `plan ${plan.planId} is ${plan.phase}/${plan.processingState}`;
  if (outcome === "timeout")
    return [{ level: "warn", text: `The time is up: ${place}; wait again for longer.` }];
  if (outcome === "finished") return [{ level: "warn", text: `No longer possible: ${place}, not ${until}.` }];
  return [];
};

export default defineCommand({
  summary: "Wait until a plan stands still, or until it is in a state",
  description:
    "The exit code is 5 when the plan stops at a gate, and 4 when it ends in another state or the time is up.",
  examples: [
    { what: "Until it is done or somebody is needed", command: "plan wait 2H4T6B8C" },
    { what: "For a state, ten minutes at most", command: "plan wait 2H4T6B8C --until applied --timeout 10m" },
  ],
  args: planArgument,
  flags: {
    until: option({ options: PROCESSING_STATES, summary: "The state to wait for." })(),
    timeout: string({ helpValue: "TIME", summary: "How long to wait at most; for ever, unless given." }),
  },
  run: Effect.fnUntraced(function* ({ args, flags }, call) {
    const timeoutSeconds = yield* readDuration("--timeout", flags.timeout);
    const { view, wait } = yield* withPlans(call, (plans) =>
      waitForPlan(plans, args.id, { until: flags.until ?? null, timeoutSeconds }),
    );
    return {
      data: (now) => planWaitData(view, now, wait),
      view: (nowMillis) => planStatusView(view, nowMillis),
      exitCode: EXIT_OF_WAIT[wait.outcome],
      messages: messagesOf(view, wait),
    };
  }),
});

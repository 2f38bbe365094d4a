import { option, string } from "@oclif/core/flags";
import { planClaimData } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { TARGETS } from "../../answer/advance.ts";
import { defineCommand, dryRunFlag } from "../../command/defineCommand.ts";
import { readDuration } from "../../input/readText.ts";
import { withPlans } from "../../ledger/withPlans.ts";
import { planClaimView } from "../../view/planAnswer.ts";

export default defineCommand({
  summary: "Take the next plan that may be worked on, under a lease",
  description: "The lease token is told this once. Nothing to claim is no error: plan_id is null then.",
  examples: [
    { what: "Whatever comes next", command: "plan claim --actor worker:build-1" },
    {
      what: "Execution in one project, for ten minutes",
      command: "plan claim --phase execute --project local/api --lease 10m",
    },
  ],
  flags: {
    phase: option({ options: TARGETS, summary: "Only plans in this phase." })(),
    project: string({ helpValue: "NAME", summary: "Only plans that work on this project." }),
    worker: string({ helpValue: "NAME", summary: "Who works; the actor, unless given." }),
    lease: string({
      helpValue: "TIME",
      summary: "How long the lease lives without a heartbeat: 10s to 1d; 5m unless given.",
    }),
    ...dryRunFlag,
  },
  run: Effect.fnUntraced(function* ({ flags }, call) {
    const leaseSeconds = yield* readDuration("--lease", flags.lease);
    const answer = yield* withPlans(call, (plans) =>
      plans.claim({
        actor: call.actor,
        phase: flags.phase,
        project: flags.project,
        worker: flags.worker,
        leaseSeconds,
        dryRun: flags["dry-run"],
      }),
    );
    return {
      data: (now) => planClaimData(answer, now),
      view: (nowMillis) => planClaimView(answer, nowMillis),
    };
  }),
});

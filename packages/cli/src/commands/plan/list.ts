import { string as argument } from "@oclif/core/args";
import { option, string } from "@oclif/core/flags";
import { MAX_PAGE, PHASES, PROCESSING_STATES } from "@planwright/domain";
import { planListData } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import { linesOf } from "../../command/Answer.ts";
import { defineCommand } from "../../command/defineCommand.ts";
import { switchFlag } from "../../command/switchFlag.ts";
import { readMoment, readWhole } from "../../input/readText.ts";
import { withPlans } from "../../ledger/withPlans.ts";
import { planListView } from "../../view/planList.ts";

const name = (summary: string) => string({ helpValue: "NAME", summary });

export default defineCommand({
  summary: "List plans, the newest first",
  examples: [
    { what: "What waits for a person", command: "plan list --needs-approval" },
    { what: "By name, with a count over all pages", command: "plan list 'local/fix-*' --count" },
    { what: "Ids for a script", command: "plan list --state errored --format plain | cut -f1" },
  ],
  args: {
    pattern: argument({ ignoreStdin: true, description: "A glob on the name: * any characters, ? one." }),
  },
  flags: {
    phase: option({ options: PHASES, summary: "Only plans in this phase." })(),
    state: option({ options: PROCESSING_STATES, summary: "Only plans in this state." })(),
    project: name("Only plans that work on this project."),
    action: name("Only plans made from this action."),
    root: string({ helpValue: "ID", summary: "Only plans of the tree that this plan belongs to." }),
    profile: name("Only plans under this automation profile."),
    "needs-approval": switchFlag({ summary: "Only plans that wait for a person." }),
    since: string({
      helpValue: "TIME",
      summary: "Only plans created since: an instant, a date, or a time ago (2d).",
    }),
    limit: string({ helpValue: "N", summary: `Plans of a page, 1 to ${MAX_PAGE}; 50 unless given.` }),
    cursor: string({ helpValue: "CURSOR", summary: "The next page: what the page before gave." }),
    count: switchFlag({ summary: "Count everything that matches as well." }),
  },
  run: Effect.fnUntraced(function* ({ args, flags }, call) {
    const since = yield* readMoment("--since", flags.since);
    const limit = yield* readWhole("--limit", flags.limit, [1, MAX_PAGE]);
    const answer = yield* withPlans(call, (plans) =>
      plans.list({
        phase: flags.phase,
        state: flags.state,
        project: flags.project,
        action: flags.action,
        root: flags.root,
        profile: flags.profile,
        needsApproval: flags["needs-approval"],
        since,
        limit,
        cursor: flags.cursor,
        count: flags.count,
        pattern: args.pattern,
      }),
    );
    return {
      data: (now) => planListData(answer, now),
      view: (nowMillis) => planListView(answer, nowMillis),
      lines: linesOf("plan list", ["plan_id", "phase", "state", "action", "automation_profile", "projects"]),
    };
  }),
});

import type { Decision } from "../gate/Decision.ts";
import type { PlanRecord } from "../plans/readPlans.ts";
import { decisionData } from "./decision.ts";
import { eventData } from "./planHistory.ts";
import type { PlanExportData, PlanExportLineData } from "./schema/planExport.ts";
import { wholeSnapshotData } from "./snapshot.ts";
import { wholePlanData } from "./wholePlan.ts";

const decisionLine = (decision: Decision): PlanExportLineData => ({
  record: "decision",
  plan_id: decision.planId,
  plan_version: decision.planVersion,
  decision: decisionData(decision, true),
  request: decision.request,
});

/**
 * The lines of `plan export` for one plan, made one at a time: the plan, its snapshot, its decisions, its events. Choices:
 * `record` says what a line is; the plan has every field of its row under the names of the other commands; the snapshot
 * has its stored text besides, so that its digest can be computed anew; a decision has what was asked and the facts.
 */
export function* planExportLines({
  decisions,
  events,
  plan,
}: PlanRecord): Generator<PlanExportLineData, void> {
  const snapshot = plan.effectiveProfileSnapshot;
  yield { record: "plan", plan: wholePlanData(plan) };
  yield {
    record: "snapshot",
    plan_id: plan.planId,
    snapshot: {
      ...wholeSnapshotData(snapshot),
      text: snapshot._tag === "Captured" ? snapshot.text : null,
    },
  };
  for (const decision of decisions) yield decisionLine(decision);
  for (const event of events) yield { record: "event", event: eventData(event) };
}

/** `data` of `plan export` in a format that is not made of lines. Choice: `records[]`, each what a line would be. */
export const planExportData = (records: Iterable<PlanRecord>): PlanExportData => ({
  records: [...records].flatMap((record) => [...planExportLines(record)]),
});

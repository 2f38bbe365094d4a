import { callLine } from "../judge.ts";
import { tracedCalls } from "./acknowledged.ts";
import type { Evidence } from "./Evidence.ts";

/** What was answered before something else was asked comes before it in the log. */
export const commitOrderProblems = (evidence: Evidence): ReadonlyArray<string> => {
  // An actor may give the same plan back several times; which event is whose the answer does not tell.
  const traced = tracedCalls(evidence).flatMap(([{ call, type }, event]) =>
    event === undefined || type === "plan.reclaimed" ? [] : [{ call, event }],
  );
  const byEnd = [...traced].sort((a, b) => a.call.end - b.call.end);
  const byBegin = [...traced].sort((a, b) => a.call.begin - b.call.begin);
  const problems: Array<string> = [];
  let last = byEnd[0];
  let at = 0;
  for (const { call, event } of byBegin) {
    for (let ended = byEnd[at]; ended !== undefined && ended.call.end < call.begin; ended = byEnd[++at]) {
      if (last === undefined || ended.event.id > last.event.id) last = ended;
    }
    if (at > 0 && last !== undefined && last.event.id > event.id)
      problems.push(
        `event ${event.id} comes before event ${last.event.id}, whose call was over before the other began:\n${callLine(
          last.call,
        )}\n${callLine(call)}`,
      );
  }
  return problems;
};

import { fenceOf } from "../../history/Call.ts";
import { type Evidence, eventName, eventsByPlan } from "./Evidence.ts";

/** The fences of each plan's claims are 1, 2, 3 and so on, each told to exactly one worker. */
export const fenceProblems = ({ calls, ledger }: Evidence): ReadonlyArray<string> => {
  const byPlan = eventsByPlan(ledger);
  const claimed = new Map<string, string>();
  const problems: Array<string> = [];
  for (const [plan, events] of byPlan) {
    let fence = 0;
    for (const event of events.filter(({ type }) => type === "plan.claimed")) {
      if (event.data.fence !== fence + 1)
        problems.push(`${eventName(event)} has fence ${String(event.data.fence)} after ${fence}`);
      fence = Number(event.data.fence);
      claimed.set(`${plan}.${fence}`, event.actor);
    }
  }
  for (const { actor, answer, command } of calls) {
    if (command.do !== "claim" || answer?.is !== "done") continue;
    const [seen] = answer.seen;
    if (seen === undefined) continue;
    const token = `${seen.plan}.${seen.fence}`;
    if (answer.token === undefined || fenceOf(answer.token) !== seen.fence)
      problems.push(`${actor} was given a token for ${token} that says something else`);
    if (claimed.get(token) !== actor)
      problems.push(
        `${actor} was told that it holds ${token}, the log says ${claimed.get(token) ?? "nobody"}`,
      );
    claimed.delete(token);
  }
  return problems;
};

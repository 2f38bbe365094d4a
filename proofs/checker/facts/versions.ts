import type { Logged } from "../../history/Ledger.ts";
import { type Evidence, eventName, eventsByPlan } from "./Evidence.ts";

/** The version after an event, or the problem with it. */
const next = (version: number, event: Logged): number | string => {
  const told = event.version ?? 0;
  if (event.type === "plan.deleted" || event.type === "gate.decided") {
    // A tool that may be used counts as a call, which is a version of its own.
    const isCounted = event.type === "gate.decided" && told === version + 1;
    return told === version || isCounted ? told : `${eventName(event)} comes when the version is ${version}`;
  }
  return told === version + 1 ? told : `${eventName(event)} does not follow version ${version}`;
};

/** The events of each plan tell its versions one after the other from 1 on, without a gap, up to the version it has. */
export const versionProblems = ({ ledger }: Evidence): ReadonlyArray<string> => {
  const found = new Map(ledger.plans.map((plan) => [plan.plan, plan]));
  const byPlan = eventsByPlan(ledger);
  const silent = ledger.plans
    .filter(({ plan }) => !byPlan.has(plan))
    .map(({ plan }) => `plan ${plan} exists without an event`);
  const broken = [...byPlan].flatMap(([plan, events]) => {
    let version = 0;
    for (const event of events) {
      const after = next(version, event);
      if (typeof after === "string") return [after];
      version = after;
    }
    const isDeleted = events.at(-1)?.type === "plan.deleted";
    const last = found.get(plan);
    if (isDeleted) return last === undefined ? [] : [`plan ${plan} exists after it was deleted`];
    if (last === undefined) return [`plan ${plan} is gone without an event`];
    return last.version === version
      ? []
      : [`plan ${plan} has version ${last.version}, its last event ${version}`];
  });
  return [...silent, ...broken];
};

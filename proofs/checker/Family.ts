import type { Call, Subplans } from "../history/Call.ts";
import type { Ledger, Logged } from "../history/Ledger.ts";

/** How a plan came into being, and how its children run. */
export interface Birth {
  readonly parent: string | null;
  /** The call that made it; undefined = nobody asked for it. */
  readonly call: Call | undefined;
  readonly subplans: Subplans | null;
  readonly dependsOn: ReadonlyArray<string>;
}

/** All plans that there ever were, by id. */
export type Family = ReadonlyMap<string, Birth>;

const birthOf = (call: Call): Birth => {
  const { command } = call;
  return {
    parent: command.do === "spawn" ? command.plan : null,
    call,
    subplans: "subplans" in command ? command.subplans : null,
    dependsOn: command.do === "spawn" ? command.dependsOn : [],
  };
};

const isCreation = ({ command }: Call): boolean => command.do === "use" || command.do === "spawn";

/** The call without an answer that a logged creation stands for, if there is one. */
const unansweredFor = (calls: ReadonlyArray<Call>, { actor, data }: Logged): Call | undefined =>
  calls.find(
    (call) =>
      call.actor === actor &&
      call.answer === null &&
      isCreation(call) &&
      birthOf(call).parent === (data.parent_plan_id ?? null),
  );

/** Reads from the answers, and for calls without one from the log, which plans were made by whom. */
export const familyOf = (calls: ReadonlyArray<Call>, { log }: Ledger): Family => {
  const family = new Map<string, Birth>();
  for (const call of calls) {
    const [seen] = call.answer?.is === "done" ? call.answer.seen : [];
    if (seen !== undefined && isCreation(call)) family.set(seen.plan, birthOf(call));
  }
  for (const event of log) {
    const { data, plan } = event;
    if (event.type !== "plan.created" || plan === null || family.has(plan)) continue;
    const call = unansweredFor(calls, event);
    const parent = typeof data.parent_plan_id === "string" ? data.parent_plan_id : null;
    family.set(
      plan,
      call === undefined ? { parent, call, subplans: null, dependsOn: [] } : { ...birthOf(call), parent },
    );
  }
  return family;
};

/** From the parent up to the root. */
export const ancestorsOf = (family: Family, plan: string): ReadonlyArray<string> => {
  const above: Array<string> = [];
  for (
    let next = family.get(plan)?.parent ?? null;
    next !== null && !above.includes(next);
    next = family.get(next)?.parent ?? null
  )
    above.push(next);
  return above;
};

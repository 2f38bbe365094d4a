import type { Call } from "../../history/Call.ts";
import type { Ledger, Logged } from "../../history/Ledger.ts";

/** Everything that is known of a run. */
export interface Evidence {
  readonly calls: ReadonlyArray<Call>;
  readonly ledger: Ledger;
  /** What the reader who followed the log during the run was given, in the order in which it was. */
  readonly followed: ReadonlyArray<Logged>;
}

/** The events of each plan, in the order of the log. */
export const eventsByPlan = ({ log }: Ledger): ReadonlyMap<string, ReadonlyArray<Logged>> => {
  const byPlan = new Map<string, Array<Logged>>();
  for (const event of log) {
    if (event.plan === null) continue;
    const known = byPlan.get(event.plan);
    if (known === undefined) byPlan.set(event.plan, [event]);
    else known.push(event);
  }
  return byPlan;
};

/** How an event is named in messages. */
export const eventName = ({ id, plan, type, version }: Logged): string =>
  `event ${id} (${type} of ${plan}, version ${version})`;

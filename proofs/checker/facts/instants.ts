import type { Logged } from "../../history/Ledger.ts";
import { type Evidence, eventName, eventsByPlan } from "./Evidence.ts";

/**
 * Events that tell when somebody asked, not when the plan was met: a claimer does not know beforehand which plan he will
 * get, and what cancels a whole tree meets those below that were claimed meanwhile. Both may be a moment early.
 */
const tellsWhenAsked = ({ data, type }: Logged): boolean =>
  type === "plan.claimed" || (type === "plan.cancelled" && !("descendants_cancelled" in data));

const problems = (events: ReadonlyArray<Logged>): ReadonlyArray<string> => {
  let last: Logged | undefined;
  return events
    .filter((event) => !tellsWhenAsked(event))
    .flatMap((event) => {
      const before = last;
      last = event;
      return before !== undefined && before.at > event.at
        ? [`${eventName(event)} happened at ${event.at}, after event ${before.id} of ${before.at}`]
        : [];
    });
};

/** The events of each plan are in the order of their instants, but for those that tell the instant of asking. */
export const instantProblems = ({ ledger }: Evidence): ReadonlyArray<string> =>
  [...eventsByPlan(ledger).values()].flatMap(problems);

import type { Call } from "../history/Call.ts";
import type { Ledger } from "../history/Ledger.ts";
import { ancestorsOf, type Family, familyOf } from "./Family.ts";
import { linearize, type Verdict } from "./linearize.ts";
import type { PlanOp } from "./PlanOp.ts";
import { type PlanState, stateKey } from "./PlanState.ts";
import { partition } from "./partition.ts";
import { planSpecification } from "./planSpecification.ts";

/** What became of the check of a whole history. */
export interface Judgement {
  readonly plans: number;
  /** Calls over the histories of all plans; one that concerns several plans counts for each. */
  readonly ops: number;
  /** One sentence, with the place, for each plan whose history cannot be explained. */
  readonly problems: ReadonlyArray<string>;
}

const micros = (nanos: number): string => (Number.isFinite(nanos) ? (nanos / 1_000).toFixed(1) : "?");

/** One call on one line: who, when (microseconds since the run began), what, and what came back. */
export const callLine = ({ actor, answer, begin, command, end, index }: Call): string =>
  `  ${actor}#${index} [${micros(begin)}, ${micros(end)}] ${JSON.stringify(command)} -> ${JSON.stringify(answer)}`;

const MOST_LINES = 12;

const problem = (
  plan: string,
  ops: ReadonlyArray<PlanOp>,
  verdict: Exclude<Verdict<PlanOp, PlanState>, { readonly _tag: "Explained" }>,
): string => {
  if (verdict._tag === "GaveUp")
    return `plan ${plan}: no answer after ${verdict.looked} places; make the run shorter`;
  const lines = verdict.next.map(({ call, what }) => `${callLine(call)} (${what.effect})`);
  const more = lines.length > MOST_LINES ? [`  and ${lines.length - MOST_LINES} more`] : [];
  return [
    `plan ${plan}: no order explains its ${ops.length} calls. ${verdict.explained} are explained and lead to ${stateKey(
      verdict.state,
    )}, where none of these can come next:`,
    ...lines.slice(0, MOST_LINES),
    ...more,
  ].join("\n");
};

const isBelowFailFast = (family: Family, plan: string): boolean =>
  ancestorsOf(family, plan).some((above) => family.get(above)?.subplans?.failFast === true);

/** Looks for an order that explains every answer, plan by plan. */
export const judge = (calls: ReadonlyArray<Call>, ledger: Ledger): Judgement => {
  const family = familyOf(calls, ledger);
  const histories = partition(calls, ledger, family);
  const problems: Array<string> = [];
  let ops = 0;
  for (const [plan, history] of histories) {
    ops += history.length;
    const verdict = linearize(history, planSpecification({ failFast: isBelowFailFast(family, plan) }));
    if (verdict._tag !== "Explained") problems.push(problem(plan, history, verdict));
  }
  return { plans: histories.size, ops, problems };
};

import type { Place } from "../../src/plan/PlanState.ts";

/**
 * The life cycle a second time, as the table of domain.md section 4 has it and by nobody else's code: where each event
 * may lead from each place, "phase/state".
 */
const TABLE: ReadonlyArray<readonly [from: string, event: string, to: ReadonlyArray<string>]> = [
  ["action/queued", "advance", ["strategize/queued"]],
  ["strategize/complete", "advance", ["execute/queued"]],
  ["execute/complete", "advance", ["apply/queued"]],
  ["strategize/queued", "claim", ["strategize/processing"]],
  ["execute/queued", "claim", ["execute/processing"]],
  ["apply/queued", "claim", ["apply/processing"]],
  ["strategize/processing", "complete", ["strategize/complete", "execute/queued"]],
  ["execute/processing", "complete", ["execute/complete", "apply/queued"]],
  ["apply/processing", "complete", ["apply/applied"]],
  ["apply/processing", "constrain", ["apply/constrained"]],
  ...["strategize", "execute", "apply"].flatMap((phase) => [
    [`${phase}/processing`, "fail", [`${phase}/errored`, `${phase}/queued`]] as const,
    [`${phase}/processing`, "release", [`${phase}/queued`]] as const,
    [`${phase}/processing`, "reclaim", [`${phase}/queued`]] as const,
    [`${phase}/errored`, "retry", [`${phase}/queued`]] as const,
  ]),
  ["apply/constrained", "retry", ["apply/queued"]],
  ...["execute/complete", "execute/errored", "apply/queued", "apply/constrained", "apply/errored"].map(
    (from) => [from, "revert", ["strategize/queued"]] as const,
  ),
  ...[
    "action/queued",
    ...["strategize", "execute"].flatMap((phase) =>
      ["queued", "processing", "complete", "errored"].map((state) => `${phase}/${state}`),
    ),
    ...["queued", "processing", "constrained", "errored"].map((state) => `apply/${state}`),
  ].map((from) => [from, "cancel", [`${from.slice(0, from.indexOf("/"))}/cancelled`]] as const),
];

const LEADS = new Map(TABLE.map(([from, event, to]) => [`${from} ${event}`, to]));

/** Every place that the table knows. */
export const MODEL_PLACES: ReadonlySet<string> = new Set(TABLE.flatMap(([from, , to]) => [from, ...to]));

/** "phase/state". */
export const placeText = ({ phase, processingState }: Place): string => `${phase}/${processingState}`;

/** Where an event may lead from a place; [] when it is not possible there. */
export const leadsTo = (from: string, event: string): ReadonlyArray<string> =>
  LEADS.get(`${from} ${event}`) ?? [];

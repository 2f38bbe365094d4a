import type { Decision, WaitingFor } from "@planwright/domain";
import { shortId } from "@planwright/domain";
import { type Block, GAP, type Line, line, span, text, toType } from "../present/View.ts";

const held = (waiting: WaitingFor, what: string): string => {
  const ids = waiting.plans.map(shortId);
  const shown = ids.slice(0, 5).join(", ");
  return `${what} ${shown}${ids.length > 5 ? ` and ${ids.length - 5} more` : ""}`;
};

const gateLine = ({ operation, threshold }: WaitingFor): Line => [
  span(operation === null ? "a person" : `a person at the gate `, "warn"),
  ...(operation === null ? [] : [span(operation, "strong")]),
  ...(threshold === null ? [] : [span(`  ${threshold.name} = ${threshold.value}`, "muted")]),
];

const waitingLine = (waiting: WaitingFor): Line => {
  switch (waiting.kind) {
    case "approval":
      return gateLine(waiting);
    case "capture":
      return line("a person to give it rules", "warn");
    case "dependency":
      return line(held(waiting, "its dependencies"), "accent");
    case "sibling":
      return line(held(waiting, "its siblings"), "accent");
  }
};

/** What a plan waits for, in one sentence. */
export const waitingSentence = (waiting: WaitingFor): string => {
  const next = waiting.nextCommand === null ? "" : `; next: ${waiting.nextCommand}`;
  switch (waiting.kind) {
    case "approval":
      return `The plan waits for a person${
        waiting.operation === null ? "" : ` at the gate ${waiting.operation}`
      }${next}`;
    case "capture":
      return `The plan waits for a person to give it rules${next}`;
    case "dependency":
      return `The plan waits for ${held(waiting, "its dependencies")}${next}`;
    case "sibling":
      return `The plan waits for ${held(waiting, "its siblings")}${next}`;
  }
};

/** What a plan waits for, set apart, with the command that lets it go on. */
export const waitingBlocks = (waiting: WaitingFor | null): ReadonlyArray<Block> =>
  waiting === null
    ? []
    : [
        GAP,
        text([span("Waits for ", "warn"), ...waitingLine(waiting)]),
        ...(waiting.nextCommand === null ? [] : [toType(waiting.nextCommand)]),
      ];

const TONE = { automatic: "good", approved: "good", needs_approval: "warn", refused: "bad" } as const;
const SIGN = { automatic: "✓", approved: "✓", needs_approval: "?", refused: "✗" } as const;
const SAID = {
  automatic: "automatic",
  approved: "approved",
  needs_approval: "needs approval",
  refused: "refused",
} as const;

/** The outcome of a gate in its colour. */
export const outcomeLine = ({ outcome }: Pick<Decision, "outcome">): Line => [
  span(`${SIGN[outcome]} ${SAID[outcome]}`, TONE[outcome]),
];

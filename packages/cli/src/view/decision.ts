import type { Decision } from "@planwright/domain";
import { decisionData } from "@planwright/domain/representation";
import { type Block, GAP, type Line, line, span, text, toType, type View } from "../present/View.ts";
import { agoLine } from "./values.ts";
import { outcomeLine } from "./waiting.ts";

type Shown = ReturnType<typeof decisionData>;

const reasonOf = (decision: Decision): Line => {
  const { confidence, rule, threshold } = decision;
  if (threshold === null || (rule !== "threshold" && rule !== "person_only")) return line(rule);
  return [
    span(`${threshold.name} = ${threshold.value}`),
    span(confidence === null ? ", no confidence given" : `, confidence ${confidence} given`, "muted"),
  ];
};

const LABEL = "automatic if".length + 2;

const because = (label: string, what: Line): Block => ({
  _tag: "Text",
  line: [span(label.padEnd(LABEL), "muted"), ...what],
  indent: 4,
  hang: LABEL,
});

/** One decision of a gate: what was asked, what decided, and what leads on. */
export const decisionBlocks = (decision: Decision, shown: Shown, nowMillis: number): ReadonlyArray<Block> => [
  text([
    ...outcomeLine(decision),
    span("  "),
    span(decision.operation, "strong"),
    span(`  ${decision.actor}  `, "muted"),
    ...agoLine(decision.at, nowMillis),
  ]),
  because("because", reasonOf(decision)),
  ...(shown.would_be_automatic_if === null
    ? []
    : [because("automatic if", line(shown.would_be_automatic_if))]),
  ...(shown.approvers.length === 0 ? [] : [because("may approve", line(shown.approvers.join(", ")))]),
  ...(shown.next_command === null ? [] : [toType(shown.next_command, 4)]),
];

/** The decisions of one plan, the newest last, where a reader of a terminal looks first. */
export const explainView = (
  decisions: ReadonlyArray<Decision>,
  shown: ReadonlyArray<Shown>,
  nowMillis: number,
): View =>
  decisions.length === 0
    ? [text("No gate was asked yet.", "muted")]
    : decisions.flatMap((decision, at) => [
        ...(at === 0 ? [] : [GAP]),
        ...decisionBlocks(decision, shown[at] ?? decisionData(decision), nowMillis),
      ]);

import type { CancelAnswer, ClaimAnswer, DeleteAnswer, PlanAnswer } from "@planwright/domain";
import { shortId } from "@planwright/domain";
import { decisionData } from "@planwright/domain/representation";
import { type Block, fields, GAP, heading, line, span, text, type View } from "../present/View.ts";
import { decisionBlocks } from "./decision.ts";
import { planHeading, planStatusView } from "./planStatus.ts";
import { profileRefLine } from "./profileRef.ts";
import { listLine, textLine, timeLine } from "./values.ts";
import { waitingBlocks } from "./waiting.ts";

const decided = ({ decision }: PlanAnswer, nowMillis: number): ReadonlyArray<Block> =>
  decision === null ? [] : [GAP, ...decisionBlocks(decision, decisionData(decision, true), nowMillis)];

/** What a command made of a plan: where it stands now, the gate that was asked, and what it waits for. */
export const planAnswerView = (answer: PlanAnswer, nowMillis: number): View => [
  ...planHeading(answer.plan),
  ...decided(answer, nowMillis),
  ...waitingBlocks(answer.waitingFor),
];

/** A plan that was made. */
export const planCreatedView = (answer: PlanAnswer, nowMillis: number): View => [
  ...planHeading(answer.plan),
  GAP,
  fields([
    ["id", line(answer.plan.planId)],
    ["action", line(answer.plan.actionName)],
    ["projects", listLine(answer.plan.projects.map(({ name }) => name))],
    ["profile", profileRefLine(answer.plan)],
  ]),
  ...decided(answer, nowMillis),
  ...waitingBlocks(answer.waitingFor),
];

/** The answer of a gate that was only asked. */
export const planCheckView = (answer: PlanAnswer, nowMillis: number): View => [
  ...planHeading(answer.plan),
  ...decided(answer, nowMillis),
];

/** Work that was taken, with all that is needed to do it. */
export const planClaimView = (answer: ClaimAnswer | null, nowMillis: number): View => {
  if (answer === null) return [text("Nothing to claim.", "muted")];
  const { plan } = answer;
  return [
    ...planStatusView(answer, nowMillis),
    GAP,
    heading("Work"),
    fields([
      ["until", timeLine(answer.expiresAt, nowMillis)],
      ["token", line(answer.leaseToken, "accent")],
      ["done when", textLine(plan.definitionOfDone)],
      ...plan.arguments.map(
        ({ name, value }) => [`  ${name}`, line(JSON.stringify(value), "plain")] as const,
      ),
      ...plan.invariants.map(
        ({ source, text: invariant }) =>
          ["always", [span(invariant), span(`  (${source})`, "muted")]] as const,
      ),
    ]),
  ];
};

/** A plan that was cancelled, and what became of everything below it. */
export const planCancelView = (answer: CancelAnswer): View => [
  ...planHeading(answer.plan),
  GAP,
  fields([
    ["reason", textLine(answer.reason)],
    ["below it", line(belowSentence(answer.descendants))],
  ]),
];

const belowSentence = ({ alreadyFinished, cancelled }: CancelAnswer["descendants"]): string =>
  `${cancelled} cancelled, ${alreadyFinished} finished before`;

/** Plans that are gone. */
export const planDeleteView = ({ deleted, planId }: DeleteAnswer): View => [
  text([
    span(`Deleted ${deleted} ${deleted === 1 ? "plan" : "plans"}: `),
    span(shortId(planId), "strong"),
    span(deleted === 1 ? "" : " and everything below it"),
  ]),
  text("Decisions, events and frozen rules stay readable.", "muted"),
];

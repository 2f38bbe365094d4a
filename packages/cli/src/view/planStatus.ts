import { isDamaged, type Plan, type PlanView, shortId } from "@planwright/domain";
import type { Block, Line, View } from "../present/View.ts";
import { fields, GAP, line, span, text } from "../present/View.ts";
import { profileRefLine, snapshotLine } from "./profileRef.ts";
import { countsLine, placeLine } from "./state.ts";
import { damagedLine, listLine, textLine, timeLine } from "./values.ts";
import { waitingBlocks } from "./waiting.ts";

/** The first lines of anything about one plan: where it stands, its short id and name, and what it is to do. */
export const planHeading = (plan: Plan): ReadonlyArray<Block> => [
  text([
    ...placeLine(plan.phase, plan.processingState),
    span("  "),
    span(shortId(plan.planId), "strong"),
    ...(plan.name === null ? [] : [span(`  ${plan.name}`)]),
  ]),
  ...(plan.description === "" ? [] : [text(firstLine(plan.description), "muted", 2)]),
];

const firstLine = (description: string): string => description.split("\n", 1)[0] ?? "";

const projectsLine = ({ projects }: Plan): Line | null =>
  listLine(
    projects.map(
      ({ alias, name, readOnly }) =>
        `${name}${alias === null ? "" : ` as ${alias}`}${readOnly ? " (read only)" : ""}`,
    ),
  );

const childrenLine = ({ children }: PlanView): Line | null =>
  children.total === 0
    ? null
    : [span(`${children.total}${children.more ? "+" : ""}   `), ...countsLine(children.byState)];

const errorBlocks = ({ errorDetails, errorMessage }: Plan): ReadonlyArray<Block> => {
  if (errorMessage === null && errorDetails === null) return [];
  const category = errorDetails === null || isDamaged(errorDetails) ? undefined : errorDetails.category;
  const what = isDamaged(errorDetails)
    ? damagedLine(errorDetails.length)
    : line(errorMessage ?? "no message was given");
  return [
    GAP,
    text([span(typeof category === "string" ? `Failed (${category}) ` : "Failed ", "bad"), ...what]),
  ];
};

/** One plan on one screen. */
export const planStatusView = (view: PlanView, nowMillis: number): View => {
  const { plan } = view;
  return [
    ...planHeading(plan),
    GAP,
    fields([
      ["id", line(plan.planId)],
      ["parent", textLine(plan.parentPlanId)],
      ["root", plan.parentPlanId === null ? null : line(plan.rootPlanId)],
      ["action", line(plan.actionName)],
      ["projects", projectsLine(plan)],
      ["profile", profileRefLine(plan)],
      ["rules", snapshotLine(plan)],
      ["attempt", plan.attempt === 1 ? null : line(String(plan.attempt))],
      ["children", childrenLine(view)],
      ["created", timeLine(plan.times.createdAt, nowMillis)],
      ["updated", timeLine(plan.times.updatedAt, nowMillis)],
      ["version", line(String(plan.version), "muted")],
    ]),
    ...errorBlocks(plan),
    ...waitingBlocks(view.waitingFor),
  ];
};

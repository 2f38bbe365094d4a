import { type ListAnswer, type Plan, type ProcessingState, shortId } from "@planwright/domain";
import {
  type Block,
  type Column,
  GAP,
  type Line,
  line,
  span,
  text,
  toType,
  type View,
} from "../present/View.ts";
import { countsLine, placeLine } from "./state.ts";
import { agoLine, readableLine } from "./values.ts";

const COLUMNS: ReadonlyArray<Column> = [
  { title: "id" },
  { title: "state", least: 12, good: 19 },
  { title: "name", least: 12, good: 24 },
  { title: "action", least: 10, good: 14, leaveOut: 2 },
  { title: "projects", least: 10, leaveOut: 4 },
  { title: "profile", least: 8, leaveOut: 3 },
  { title: "age", leaveOut: 1 },
];

const row = (plan: Plan, nowMillis: number): ReadonlyArray<Line> => [
  line(shortId(plan.planId), "strong"),
  placeLine(plan.phase, plan.processingState),
  line(plan.name ?? plan.description.split("\n", 1)[0] ?? ""),
  line(plan.actionName, "muted"),
  line(plan.projects.map(({ name }) => name).join(", "), "muted"),
  readableLine(plan.automationProfile, ({ name }) => line(name, "muted")),
  agoLine(plan.times.createdAt, nowMillis),
];

const countStates = (plans: ReadonlyArray<Plan>): { readonly [S in ProcessingState]?: number } => {
  const counts: { [S in ProcessingState]?: number } = {};
  for (const { processingState } of plans) counts[processingState] = (counts[processingState] ?? 0) + 1;
  return counts;
};

const totals = ({ totals: counts }: ListAnswer): ReadonlyArray<Block> =>
  counts === null ? [] : [text([span("in all  ", "muted"), ...countsLine(counts)])];

/** A page of plans, newest first. */
export const planListView = (answer: ListAnswer, nowMillis: number): View => {
  if (answer.plans.length === 0) {
    return [text("No plans match.", "muted"), toType("planwright plan use ACTION PROJECT")];
  }
  return [
    { _tag: "Table", columns: COLUMNS, rows: answer.plans.map((plan) => row(plan, nowMillis)) },
    GAP,
    text(countsLine(countStates(answer.plans))),
    ...totals(answer),
    ...(answer.nextCursor === null
      ? []
      : [text([span("more with ", "muted"), span(`--cursor ${answer.nextCursor}`, "accent")])]),
  ];
};

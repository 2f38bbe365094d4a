import type { Action, ActionArgument } from "@planwright/domain";
import { isDamaged, writeSafetyOverride } from "@planwright/domain";
import { plainValue } from "../present/flatten.ts";
import {
  type Block,
  type Column,
  fields,
  GAP,
  heading,
  type Line,
  line,
  span,
  text,
  toType,
  type View,
} from "../present/View.ts";
import { agoLine, damagedLine, listLine, readableLine, textLine, timeLine } from "./values.ts";

const stateLine = ({ state }: Action): Line => line(state, state === "available" ? "good" : "muted");

const ARGUMENT_COLUMNS: ReadonlyArray<Column> = [
  { title: "argument", least: 8 },
  { title: "type" },
  { title: "required", leaveOut: 2 },
  { title: "default", least: 6, leaveOut: 1 },
  { title: "description", least: 10, leaveOut: 3 },
];

const argumentRow = (argument: ActionArgument): ReadonlyArray<Line> => [
  line(argument.name, "strong"),
  line(argument.type),
  line(argument.required ? "yes" : "no", argument.required ? "warn" : "muted"),
  isDamaged(argument.default)
    ? damagedLine(argument.default.length)
    : line(argument.default === undefined ? "" : plainValue(argument.default)),
  line(argument.description ?? "", "muted"),
];

const argumentBlocks = (action: Action): ReadonlyArray<Block> =>
  action.arguments.length === 0
    ? []
    : [GAP, { _tag: "Table", columns: ARGUMENT_COLUMNS, rows: action.arguments.map(argumentRow) }];

const invariantBlocks = ({ invariants }: Action): ReadonlyArray<Block> =>
  invariants.length === 0
    ? []
    : [GAP, heading("Always"), ...invariants.map((invariant) => text(`• ${invariant}`, "plain", 2))];

/** One action with everything that its file says. */
export const actionView = (action: Action, nowMillis: number): View => [
  text([span(action.name, "strong"), span("  "), ...stateLine(action)]),
  text(action.description, "muted"),
  GAP,
  fields([
    ["about", textLine(action.longDescription)],
    ["done when", textLine(action.definitionOfDone)],
    ["strategy", line(action.strategyActor)],
    ["execution", line(action.executionActor)],
    ["estimation", textLine(action.estimationActor)],
    ["review", textLine(action.reviewActor)],
    ["apply", textLine(action.applyActor)],
    ["invariants", textLine(action.invariantActor)],
    ["profile", textLine(action.automationProfile)],
    [
      "safety",
      action.safetyProfile === null
        ? null
        : readableLine(action.safetyProfile, (safety) => line(plainValue(writeSafetyOverride(safety)))),
    ],
    ["reusable", action.reusable ? null : line("no")],
    ["read only", action.readOnly ? line("yes") : null],
    ["tags", isDamaged(action.tags) ? damagedLine(action.tags.length) : listLine(action.tags)],
    ["changed", timeLine(action.updatedAt, nowMillis)],
    ["version", line(String(action.version), "muted")],
  ]),
  ...argumentBlocks(action),
  ...invariantBlocks(action),
];

/** Actions by name. */
export const actionListView = (actions: ReadonlyArray<Action>, nowMillis: number): View =>
  actions.length === 0
    ? [text("No actions match.", "muted"), toType("planwright action create --config FILE")]
    : [
        {
          _tag: "Table",
          columns: [
            { title: "action", least: 12 },
            { title: "state" },
            { title: "profile", least: 8, leaveOut: 2 },
            { title: "changed", leaveOut: 3 },
            { title: "description", least: 12, leaveOut: 1 },
          ],
          rows: actions.map((action) => [
            line(action.name, "strong"),
            stateLine(action),
            line(action.automationProfile ?? "", "muted"),
            agoLine(action.updatedAt, nowMillis),
            line(action.description.split("\n", 1)[0] ?? "", "muted"),
          ]),
        },
      ];

import type { PlanFilter } from "@planwright/domain";
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from "kysely";
import type { Engine } from "../Engine.ts";
import type { Tables } from "../rows/Tables.ts";
import { type Args, literal, type Slots } from "../Statement.ts";
import { fewPlansNamed, fewPlansOfProject, ofProject } from "./fewPlans.ts";

/** The values of a filter's statement. */
export interface FilterArgs extends Args {
  readonly phase: string;
  readonly state: string;
  readonly project: string;
  readonly action: string;
  readonly root: string;
  readonly profile: string;
  readonly since: string;
  readonly pattern: string | null;
  /** What a pattern's matches begin with, and the first text after all of them; '' where it begins with a wild card. */
  readonly patternFrom: string;
  readonly patternTo: string;
}

/** Which parts of a filter are given, as the key under which its statement is kept. */
export const shapeOf = (filter: PlanFilter): string =>
  Object.entries(filter)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([part]) => part)
    .sort()
    .join();

/** Bytes that a pattern of `LIKE` may have before SQLite refuses it; no name is that long. */
const LONGEST_PATTERN = 50_000;

/** The pattern of `LIKE` that a glob stands for, or null, which matches nothing, when it is too long to match a name. */
const likePattern = (glob: string): string | null => {
  const pattern = glob
    .replace(/[\\%_]/g, "\\$&")
    .replace(/\*+/g, "%")
    .replaceAll("?", "_");
  return pattern.length * 3 > LONGEST_PATTERN ? null : pattern;
};

/** The text before the first wild card of a glob, in lower case where it is ASCII. */
const prefixOf = (glob: string): string =>
  (/^[^*?]*/.exec(glob)?.[0] ?? "").replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const LAST = 0x10ffff;

/** The smallest text, by UTF-8 bytes, after all that begin with a prefix; '' where there is none. */
const afterAll = (prefix: string): string => {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    // What lies between is no character.
    const next = last === 0xd7ff ? 0xe000 : last + 1;
    if (last < LAST) return String.fromCodePoint(...points, next);
  }
  return "";
};

/** A pattern that begins with a wild card gives an index nothing to begin with. */
export const hasPrefix = (glob: string): boolean => afterAll(prefixOf(glob)) !== "";

/** The values of a filter; what is not given has no slot in the statement of its shape. */
export const filterArgs = (filter: PlanFilter): FilterArgs => ({
  phase: filter.phase ?? "",
  state: filter.state ?? "",
  project: filter.project ?? "",
  action: filter.action ?? "",
  root: filter.root ?? "",
  profile: filter.profile ?? "",
  since: filter.since ?? "",
  pattern: likePattern(filter.pattern ?? ""),
  patternFrom: prefixOf(filter.pattern ?? ""),
  patternTo: afterAll(prefixOf(filter.pattern ?? "")),
});

type Builder = ExpressionBuilder<Tables, "v3_plans">;
type Condition = Expression<SqlBool>;

/** How the rows of a filter are best found: by the few rows that one part of it leaves, or newest first until there are enough. */
export interface Selectivity {
  readonly fewOfProject: boolean;
  readonly fewOfPattern: boolean;
}

/** Nothing is known to leave few rows. */
export const UNSELECTIVE: Selectivity = { fewOfProject: false, fewOfPattern: false };

/** The places where a plan waits for a person, each of which an index has in the order of a list. */
export const WAITING: ReadonlyArray<(eb: Builder) => Condition> = [
  (eb) => eb("processing_state", "=", literal("errored")),
  (eb) => eb("processing_state", "=", literal("constrained")),
  ...(
    [
      ["action", "queued"],
      ["strategize", "complete"],
      ["execute", "complete"],
    ] as const
  ).map(
    ([phase, state]) =>
      (eb: Builder) =>
        eb.and([eb("phase", "=", literal(phase)), eb("processing_state", "=", literal(state))]),
  ),
];

/** The plans of a project, as a list to look up or as a question about each plan. */
const worksOn = (eb: Builder, $: Slots<FilterArgs>, few: boolean): Condition =>
  few
    ? eb("v3_plans.plan_id", "in", fewPlansOfProject($))
    : eb.exists(ofProject($).whereRef("plan_projects.plan_id", "=", "v3_plans.plan_id"));

/** The conditions of a filter's shape; all of them hold. Where plans wait is `WAITING`. */
export const filterConditions = (
  filter: PlanFilter,
  selectivity: Selectivity,
  eb: Builder,
  $: Slots<FilterArgs>,
  engine: Engine,
): Array<Condition> => {
  const conditions: Array<Condition> = [];
  if (filter.phase !== undefined) conditions.push(eb("phase", "=", $("phase")));
  if (filter.state !== undefined) conditions.push(eb("processing_state", "=", $("state")));
  if (filter.action !== undefined) conditions.push(eb("action_name", "=", $("action")));
  if (filter.root !== undefined) conditions.push(eb("root_plan_id", "=", $("root")));
  if (filter.profile !== undefined) conditions.push(eb("profile_name", "=", $("profile")));
  if (filter.since !== undefined) conditions.push(eb("created_at", ">=", $("since")));
  if (filter.project !== undefined) conditions.push(worksOn(eb, $, selectivity.fewOfProject));
  if (filter.pattern !== undefined) {
    const name = engine.unindexed(sql.ref("v3_plans.namespaced_name"));
    conditions.push(
      selectivity.fewOfPattern
        ? eb("v3_plans.plan_id", "in", fewPlansNamed($, engine))
        : engine.like(name, sql`${$("pattern")}`),
    );
  }
  return conditions;
};

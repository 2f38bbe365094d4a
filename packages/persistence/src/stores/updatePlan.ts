import { isDamaged, type Plan, type StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { MUTABLE_COLUMNS, type PlanColumn, type PlanColumnName } from "../mapping/planColumns.ts";
import { type Statement, slotsOf, statement, type Value } from "../Statement.ts";
import type { StoreContext } from "./StoreContext.ts";

type ColumnEntries = ReadonlyArray<readonly [PlanColumnName, PlanColumn]>;

const COLUMNS = Object.entries(MUTABLE_COLUMNS) as ColumnEntries;

/** A column and what is written into it. */
export type Change = readonly [column: PlanColumnName, value: Value];

/**
 * The columns in which two versions of a plan differ. A value that could not be read is no difference, so that its text
 * stays; nor are two values that have the same stored form.
 */
export const changesBetween = (
  before: Plan,
  after: Plan,
  columns: ColumnEntries = COLUMNS,
): ReadonlyArray<Change> => {
  const changes: Array<Change> = [];
  for (const [name, { field, write }] of columns) {
    const value = field(after);
    if (value === field(before) || isDamaged(value)) continue;
    const written = write(after);
    if (written !== write(before)) changes.push([name, written]);
  }
  return changes;
};

interface UpdateArgs {
  readonly [name: string]: Value;
  readonly whichPlan: string;
  readonly whichVersion: number;
}

/** Transitions change the same few sets of columns over and over; whoever invents sets must not fill the memory. */
const MOST_KEPT = 256;

const updates = new Map<string, Statement<UpdateArgs, unknown>>();

const updateStatement = (columns: ReadonlyArray<PlanColumnName>): Statement<UpdateArgs, unknown> => {
  const key = columns.join();
  const known = updates.get(key);
  if (known !== undefined) return known;
  const made = statement<UpdateArgs>()((db, $) =>
    db
      .updateTable("v3_plans")
      .set(slotsOf(columns))
      .where("plan_id", "=", $("whichPlan"))
      .where("version", "=", $("whichVersion")),
  );
  if (updates.size >= MOST_KEPT) updates.clear();
  updates.set(key, made);
  return made;
};

/** Writes the changes where the row still has the version; false when it has not, or is gone. */
export const writeChanges = (
  { session }: StoreContext,
  { planId, version }: Plan,
  changes: ReadonlyArray<Change>,
): Effect.Effect<boolean, StorageError> =>
  Effect.map(
    session.run(updateStatement(changes.map(([name]) => name)), {
      ...Object.fromEntries(changes),
      whichPlan: planId,
      whichVersion: version,
    }),
    (rows) => rows === 1,
  );

/** Writes what differs between two versions of a plan, where the row still has the first one's version. */
export const updatePlan = (
  context: StoreContext,
  before: Plan,
  after: Plan,
): Effect.Effect<boolean, StorageError> => writeChanges(context, before, changesBetween(before, after));

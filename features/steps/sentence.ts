import { type DataTable, defineStep } from "@cucumber/cucumber";
import type { PlanwrightWorld } from "../support/World.ts";

/** What a sentence does: the parts of its pattern ("" where one is missing) and the rows of its table ([] without one). */
export type Act = (
  world: PlanwrightWorld,
  parts: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
) => unknown;

/** A sentence ends in a colon when a table follows. */
export type Table = "never" | "may follow" | "must follow";

const groups = (pattern: string): number => (new RegExp(`${pattern}|`).exec("")?.length ?? 1) - 1;

/** Cucumber counts the parameters of a step; this one takes as many as its sentence has. */
const withLength = <F extends (...given: ReadonlyArray<never>) => unknown>(length: number, step: F): F =>
  Object.defineProperty(step, "length", { value: length });

const define = (pattern: string, act: Act, table: boolean): void => {
  const count = groups(pattern);
  const step = function (
    this: PlanwrightWorld,
    ...given: ReadonlyArray<string | null | undefined | DataTable>
  ) {
    const parts = given.slice(0, count).map((part) => (typeof part === "string" ? part : ""));
    const rows = table ? (given[count] as DataTable).raw() : [];
    return this.carryOut(() => act(this, parts, rows));
  };
  defineStep(new RegExp(`^${pattern}${table ? ":" : ""}$`), withLength(count + (table ? 1 : 0), step));
};

/** Teaches the scenarios a sentence. `pattern` is a regular expression for all of it, without the colon. */
export const sentence = (pattern: string, act: Act, table: Table = "never"): void => {
  if (table !== "must follow") define(pattern, act, false);
  if (table !== "never") define(pattern, act, true);
};

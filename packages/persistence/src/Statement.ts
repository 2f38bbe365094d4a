import { type Compilable, type Kysely, type RawBuilder, sql } from "kysely";
import type { Engine } from "./Engine.ts";
import type { Tables } from "./rows/Tables.ts";

/** What a driver can bind. */
export type Value = string | number | null;

/** The values of a statement by name. */
export type Args = { readonly [name: string]: Value };

/** Stands in a statement for a value that is bound each time it runs. */
class Slot {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

const slot = (name: string): RawBuilder<never> => sql<never>`${new Slot(name)}`;

const nameOf = (parameter: unknown): string => {
  if (parameter instanceof Slot) return parameter.name;
  throw new TypeError("a statement holds a value outside of a slot; write constants as literals");
};

/** Gives the place of a value by its name. */
export type Slots<A extends Args> = <Name extends keyof A & string>(name: Name) => RawBuilder<A[Name]>;

/** Writes a statement down, once for each engine. */
type Build<A extends Args, Row> = (db: Kysely<Tables>, slots: Slots<A>, engine: Engine) => Compilable<Row>;

/** A statement before an engine has compiled it, which happens once; what users wrote travels bound, in slots. */
export class Statement<in A extends Args, Row> {
  /**
   * What a server has to be asked before the state that the statement sees is decided, as a text of its own: a unit of
   * work that reads one state must ask it first.
   */
  readonly preface: string | undefined;
  readonly #build: (db: Kysely<Tables>, engine: Engine) => Compilable<Row>;

  constructor(build: Build<A, Row>, preface?: string) {
    this.preface = preface;
    this.#build = (db, engine) => build(db, slot, engine);
  }

  /** The text for an engine and the names of its values in the order in which they are bound. */
  compile(
    db: Kysely<Tables>,
    engine: Engine,
  ): { readonly sql: string; readonly names: ReadonlyArray<string> } {
    const { parameters, sql } = this.#build(db, engine).compile();
    return { sql, names: parameters.map(nameOf) };
  }
}

/** Makes a statement whose values have the given names and types. */
export const statement =
  <A extends Args = Record<never, never>>() =>
  <Row>(build: Build<A, Row>, { preface }: { readonly preface?: string } = {}): Statement<A, Row> =>
    new Statement(build, preface);

/** A statement without values that is no query, as it is written. */
export const command = (text: string): Statement<Record<never, never>, unknown> =>
  new Statement((db) => ({ compile: () => sql.raw(text).compile(db) }));

/** A statement that is written as text around its slots. */
export const rawStatement =
  <A extends Args>() =>
  (build: (slots: Slots<A>, engine: Engine) => RawBuilder<unknown>): Statement<A, unknown> =>
    new Statement((db, slots, engine) => ({ compile: () => build(slots, engine).compile(db) }));

/** A constant inside of a statement, which the engine's planner may look at (partial indexes). */
export const literal = <T extends string | number>(constant: T): RawBuilder<T> => sql.lit(constant);

/** A slot for each of the columns, under its name. */
export const slotsOf = <Column extends string>(
  columns: ReadonlyArray<Column>,
): { readonly [C in Column]: RawBuilder<never> } =>
  Object.fromEntries(columns.map((column) => [column, slot(column)])) as {
    readonly [C in Column]: RawBuilder<never>;
  };

import type { Kysely } from "kysely";
import type { Tables } from "../rows/Tables.ts";
import type { Args, Statement } from "../Statement.ts";
import { type Named, namedFor } from "./Named.ts";
import { postgresEngine } from "./postgresEngine.ts";

/** A statement in the words of PostgreSQL. */
export interface Compiled {
  readonly statement: Named;
  /** What is asked before it, without values. */
  readonly preface: Named | undefined;
  /** The values in the order of their places, as texts. */
  readonly bind: (args: Args) => ReadonlyArray<string | null>;
}

const written = (value: Args[string] | undefined): string | null =>
  typeof value === "number" ? String(value) : (value ?? null);

/** The statements of a ledger: each is compiled when it is first run. */
export class PostgresStatements {
  readonly #kysely: Kysely<Tables>;
  readonly #compiled = new WeakMap<object, Compiled>();

  constructor(kysely: Kysely<Tables>) {
    this.#kysely = kysely;
  }

  of<A extends Args>(statement: Statement<A, unknown>): Compiled {
    const known = this.#compiled.get(statement);
    if (known !== undefined) return known;
    const { names, sql } = statement.compile(this.#kysely, postgresEngine);
    const { preface } = statement;
    const compiled: Compiled = {
      statement: namedFor(sql),
      preface: preface === undefined ? undefined : namedFor(preface),
      bind: (args) => names.map((name) => written(args[name])),
    };
    this.#compiled.set(statement, compiled);
    return compiled;
  }
}

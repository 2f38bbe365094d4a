import type { StorageError } from "@planwright/domain";
import type * as Effect from "effect/Effect";
import { sql } from "kysely";
import type { Row, Tables } from "../rows/Tables.ts";
import type { Session } from "../Session.ts";
import { rawStatement, type Statement, slotsOf, type Value } from "../Statement.ts";

/** How rows get into a table: one by one, or many in one message. */
export interface RowsInto<Column extends string> {
  readonly one: Statement<{ readonly [C in Column]: Value }, unknown>;
  /** `rows` is a JSON array of objects. */
  readonly many: Statement<{ readonly rows: string }, unknown>;
}

/** So many rows travel in one message at most. */
const MOST_TOGETHER = 500;

/** The statements that fill some columns of a table; the others get their defaults. */
export const rowsInto = <T extends keyof Tables, Column extends keyof Row<T> & string>(
  table: T,
  columns: ReadonlyArray<Column>,
): RowsInto<Column> => {
  const into = sql`${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})`;
  return {
    one: rawStatement<{ readonly [C in Column]: Value }>()(
      () => sql`INSERT INTO ${into} VALUES (${sql.join(Object.values(slotsOf(columns)))})`,
    ),
    many: rawStatement<{ readonly rows: string }>()(($, { rows }) => {
      if (rows === null) throw new TypeError("this engine inserts one row after another");
      const selected = sql.join(columns.map((column) => sql.ref(column)));
      return sql`INSERT INTO ${into} SELECT ${selected} FROM ${rows(sql.table(table), $("rows"))}`;
    }),
  };
};

const write = <Column extends string>(
  session: Session,
  how: "each" | "append",
  { many, one }: RowsInto<Column>,
  rows: ReadonlyArray<{ readonly [C in Column]: Value }>,
): Effect.Effect<void, StorageError> => {
  if (session.engine.rows === null || rows.length < 2) return session[how](one, rows);
  const messages: Array<{ readonly rows: string }> = [];
  for (let from = 0; from < rows.length; from += MOST_TOGETHER) {
    messages.push({ rows: JSON.stringify(rows.slice(from, from + MOST_TOGETHER)) });
  }
  return session[how](many, messages);
};

/** Inserts rows in their order and stops at the first failure. */
export const insertRows = <Column extends string>(
  session: Session,
  into: RowsInto<Column>,
  rows: ReadonlyArray<{ readonly [C in Column]: Value }>,
): Effect.Effect<void, StorageError> => write(session, "each", into, rows);

/** Likewise without waiting, as `Session.append` has it. */
export const appendRows = <Column extends string>(
  session: Session,
  into: RowsInto<Column>,
  rows: ReadonlyArray<{ readonly [C in Column]: Value }>,
): Effect.Effect<void, StorageError> => write(session, "append", into, rows);

import type { StorageError } from "@planwright/domain";
import type { RawAccess, RawColumn, RawValue } from "@planwright/domain/testing";
import * as Effect from "effect/Effect";
import type { Scope } from "effect/Scope";
import { Client, type QueryResult } from "pg";
import { failure } from "../../src/postgres/failure.ts";
import { valueParsers } from "../../src/postgres/valueParsers.ts";

const attempt = <A>(use: () => Promise<A>): Effect.Effect<A, StorageError> =>
  Effect.callback((resume) => {
    use().then(
      (answer) => resume(Effect.succeed(answer)),
      (cause: unknown) => resume(failure(cause, 0)),
    );
  });

const condition = ({ where }: RawColumn, from: number): string =>
  Object.keys(where)
    .map((name, index) => `"${name}" = $${index + from}`)
    .join(" AND ") || "true";

const update = (client: Client, at: RawColumn, value: RawValue): Promise<QueryResult> =>
  client.query(`UPDATE "${at.table}" SET "${at.column}" = $1 WHERE ${condition(at, 2)}`, [
    value,
    ...Object.values(at.where),
  ]);

/** The column by which the rows of a table are numbered, where they are; the place on disk otherwise. */
const orderOf = (table: string): string => {
  if (table === "pw_gate_decisions") return "seq";
  return /^(pw_events|pw_findings|plan_|action_)/.test(table) ? "id" : "ctid";
};

/** Looks at a ledger and changes it beside the stores, on a connection of its own that is closed with the scope. */
export const openRaw = (url: string): Effect.Effect<RawAccess["Service"], never, Scope> =>
  Effect.map(
    Effect.acquireRelease(
      Effect.promise(async () => {
        const client = new Client({ connectionString: url, types: valueParsers });
        await client.connect();
        return client;
      }),
      (client) => Effect.promise(() => client.end()),
    ),
    (client): RawAccess["Service"] => ({
      read: (at) =>
        attempt(async () => {
          const text = `SELECT "${at.column}" AS value FROM "${at.table}" WHERE ${condition(at, 1)} ORDER BY ${orderOf(at.table)}`;
          const { rows } = await client.query<{ readonly value: RawValue }>(text, Object.values(at.where));
          return rows.map(({ value }) => value);
        }),
      update: (at, value) => attempt(async () => void (await update(client, at, value))),
      plant: (at, value) =>
        attempt(async () => {
          // Triggers and foreign keys stand aside for this session.
          await client.query("SET session_replication_role = replica");
          try {
            await update(client, at, value);
          } finally {
            await client.query("SET session_replication_role = origin");
          }
        }),
      count: (table) =>
        attempt(async () => {
          const { rows } = await client.query<{ readonly n: number }>(`SELECT count(*) AS n FROM "${table}"`);
          return rows[0]?.n ?? 0;
        }),
    }),
  );

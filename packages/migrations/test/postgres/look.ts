import * as Effect from "effect/Effect";
import type { Client } from "pg";

/** The first column of what a statement gives. */
export const firstColumn = async (client: Client, text: string): Promise<ReadonlyArray<unknown>> => {
  const { rows } = await client.query<Readonly<Record<string, unknown>>>(text);
  return rows.map((row) => Object.values(row)[0]);
};

/** The same as an effect. */
export const columnOf = (client: Client, text: string): Effect.Effect<ReadonlyArray<unknown>> =>
  Effect.promise(() => firstColumn(client, text));

/** The names of everything in a schema: tables, indexes, sequences, views, functions. */
export const namesIn = async (client: Client, schema = "public"): Promise<ReadonlyArray<string>> => {
  const { rows } = await client.query<{ readonly name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = quote_ident($1)::REGNAMESPACE
     UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = quote_ident($1)::REGNAMESPACE ORDER BY name`,
    [schema],
  );
  return rows.map(({ name }) => name);
};

/** Asks again until the first value of a statement is the one that is waited for. */
export const until = async (client: Client, text: string, value: string): Promise<void> => {
  for (;;) {
    const [found] = await firstColumn(client, text);
    if (String(found) === value) return;
    await new Promise<void>((resume) => setImmediate(resume));
  }
};

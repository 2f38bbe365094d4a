import { createDatabase, type Database } from "@planwright/test-postgres";
import * as Effect from "effect/Effect";
import type { Scope } from "effect/Scope";
import { ledgerTemplate, onConnection } from "./ledgerDatabase.ts";

/** Databases that a test has left behind empty: making one takes a hundred times as long as emptying one. */
const free: Array<Database> = [];

/** Everything but the history of the schema goes, without a look at rules or at who refers to whom; numbers begin anew. */
const EMPTY = `
  DO $$
  DECLARE
    name TEXT;
  BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT format('%I', tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'pw_migrations' LOOP
      EXECUTE 'DELETE FROM ' || name;
    END LOOP;
    PERFORM setval(sequencename::REGCLASS, 1, false) FROM pg_sequences WHERE schemaname = 'public';
  END $$`;

/** What rows leave behind when they go makes everything slower; a database that has had very many is not used again. */
const IS_SMALL = "SELECT pg_database_size(current_database()) < 40000000 AS small";

/** The URL of a database with an empty ledger that nobody else uses as long as the scope is open. */
export const emptiedDatabase: Effect.Effect<string, never, Scope> = Effect.map(
  Effect.acquireRelease(
    Effect.promise(async () => free.pop() ?? createDatabase({ template: await ledgerTemplate() })),
    (database) =>
      Effect.promise(async () => {
        const { rows } = await onConnection(database.url, async (client) => {
          await client.query(EMPTY);
          return client.query<{ readonly small: boolean }>(IS_SMALL);
        });
        if (rows[0]?.small === true) free.push(database);
        else await database.drop();
      }),
  ),
  ({ url }) => url,
);

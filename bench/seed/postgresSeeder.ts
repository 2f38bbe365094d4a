import { connected } from "@planwright/test-postgres";
import type { Client } from "pg";
import { batchesOf, leaseTimes, type Seeder } from "./Seeder.ts";
import { preparation, SEED_FIELDS, seedStatements } from "./seedStatements.ts";

const PUT = `INSERT INTO seeds SELECT * FROM json_to_recordset($1::json) AS s(${Object.entries(SEED_FIELDS)
  .map(([name, type]) => `"${name}" ${type}`)
  .join(", ")})`;

/** Nothing is checked, no trigger fires and nobody waits for the disk. */
const SETTINGS = [
  "SET session_replication_role = replica",
  "SET synchronous_commit = off",
  "SET enable_nestloop = off",
];

/** The columns of every table, by table. */
const columnsIn = async (client: Client): Promise<ReadonlyMap<string, ReadonlyArray<string>>> => {
  const { rows } = await client.query<{ readonly name: string; readonly columns: ReadonlyArray<string> }>(
    `SELECT table_name AS name, json_agg(column_name ORDER BY ordinal_position) AS columns
     FROM information_schema.columns WHERE table_schema = current_schema() GROUP BY table_name`,
  );
  return new Map(rows.map(({ columns, name }) => [name, columns]));
};

interface Index {
  readonly name: string;
  readonly definition: string;
}

/** The indexes that no constraint has made: without them rows are written several times faster. */
const looseIndexes = async (client: Client): Promise<ReadonlyArray<Index>> => {
  const { rows } = await client.query<Index>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
     FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
     WHERE relnamespace = current_schema()::regnamespace
       AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)`,
  );
  return rows;
};

/** Loads a ledger in a database, as a superuser. */
export const postgresSeeder = (url: string): Seeder => ({
  load: (plans) =>
    connected(url, async (client) => {
      const columns = await columnsIn(client);
      const { leases, plans: statements } = seedStatements((table) => columns.get(table) ?? []);
      const indexes = await looseIndexes(client);
      for (const text of [...SETTINGS, ...preparation]) await client.query(text);
      for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
      const texts = [...statements, leases(...leaseTimes(Date.now())), "TRUNCATE seeds"];
      for (const batch of batchesOf(plans)) {
        await client.query(PUT, [batch]);
        for (const text of texts) await client.query(text);
      }
      for (const { definition } of indexes) await client.query(definition);
      await client.query("VACUUM (ANALYZE)");
      await client.query("CHECKPOINT");
    }),
});

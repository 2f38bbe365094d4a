import Database from "better-sqlite3";
import { batchesOf, leaseTimes, type Seeder } from "./Seeder.ts";
import { preparation, SEED_FIELDS, seedStatements } from "./seedStatements.ts";

const PUT = `INSERT INTO seeds SELECT ${Object.keys(SEED_FIELDS)
  .map((name) => `value ->> '${name}'`)
  .join(", ")} FROM json_each(?)`;

interface Index {
  readonly name: string;
  readonly sql: string;
}

/** Loads a ledger in a file; nothing is checked and nobody waits for the disk. */
export const sqliteSeeder = (file: string): Seeder => ({
  load: async (plans) => {
    const database = new Database(file, { fileMustExist: true });
    for (const pragma of ["foreign_keys = OFF", "synchronous = OFF", "cache_size = -500000"])
      database.pragma(pragma);
    const { leases, plans: statements } = seedStatements((table) =>
      database.prepare<[string], string>("SELECT name FROM pragma_table_info(?)").pluck().all(table),
    );
    const indexes = database
      .prepare<[], Index>("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
      .all();
    for (const text of preparation) database.exec(text);
    for (const { name } of indexes) database.exec(`DROP INDEX "${name}"`);
    const put = database.prepare<[string]>(PUT);
    const texts = [...statements, leases(...leaseTimes(Date.now())), "DELETE FROM seeds"];
    for (const batch of batchesOf(plans)) {
      database.exec("BEGIN");
      put.run(batch);
      for (const text of texts) database.exec(text);
      database.exec("COMMIT");
    }
    for (const { sql } of indexes) database.exec(sql);
    database.pragma("wal_checkpoint(TRUNCATE)");
    database.close();
  },
});

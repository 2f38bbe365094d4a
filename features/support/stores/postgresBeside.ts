import type { connected } from "@planwright/test-postgres";
import type { StoredText } from "./Ledger.ts";

/** A connection to a database. */
export type Client = Parameters<Parameters<typeof connected>[1]>[0];

/** A table and its columns that hold text. */
export interface Table {
  readonly name: string;
  readonly texts: ReadonlyArray<string>;
}

/** The tables of a ledger, those that refer to others before those. */
export const tablesIn = async (client: Client): Promise<ReadonlyArray<Table>> => {
  const { rows } = await client.query<Table>(
    `SELECT relname AS name, array_agg(quote_ident(attname)) FILTER (WHERE atttypid = 'text'::regtype) AS texts
     FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
     WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
     GROUP BY pg_class.oid, relname ORDER BY pg_class.oid DESC`,
  );
  return rows.map(({ name, texts }) => ({ name, texts: texts ?? [] }));
};

/** Statements that are one transaction in which no trigger of ours is there, and which waits until nobody else writes. */
const beside = (tables: ReadonlyArray<Table>, ...statements: ReadonlyArray<string>): string =>
  [
    "BEGIN",
    ...tables.map(({ name }) => `ALTER TABLE ${name} DISABLE TRIGGER USER`),
    ...statements,
    ...tables.map(({ name }) => `ALTER TABLE ${name} ENABLE TRIGGER USER`),
    "COMMIT",
  ].join(";\n");

/** What the migrations themselves put in stays. */
const HISTORY = "pw_migrations";

const ofPlans = (tables: ReadonlyArray<Table>) => tables.filter(({ name }) => name === "v3_plans");
const ofUsers = (tables: ReadonlyArray<Table>) => tables.filter(({ name }) => name !== HISTORY);

/** Takes all rows out, and lets every sequence begin anew. */
export const empty = async (client: Client, tables: ReadonlyArray<Table>): Promise<void> => {
  const filled = ofUsers(tables);
  await client.query(beside(filled, ...filled.map(({ name }) => `DELETE FROM ${name}`)));
  await client.query(
    "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S' AND relnamespace = current_schema()::regnamespace",
  );
};

/** Puts a text into a column of a plan. */
export const plant = async (
  client: Client,
  tables: ReadonlyArray<Table>,
  planId: string,
  column: StoredText,
  text: string,
): Promise<void> => {
  const digest = column === "effective_profile_snapshot" ? ", profile_digest = NULL" : "";
  const change = `UPDATE v3_plans SET ${column} = ${client.escapeLiteral(text)}${digest} WHERE plan_id = ${client.escapeLiteral(planId)}`;
  await client.query(beside(ofPlans(tables), change));
};

/** As in instants.ts; text that is searched by a regular expression is cut at what it finds and put together again. */
const AGED = `CREATE OR REPLACE FUNCTION pg_temp.aged(whole text, age interval) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  instant CONSTANT text := '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z';
  between text[];
  found text[];
  result text;
BEGIN
  IF whole !~ instant THEN RETURN whole; END IF;
  between := regexp_split_to_array(whole, instant);
  found := ARRAY(SELECT m[1] FROM regexp_matches(whole, '(' || instant || ')', 'g') AS m);
  result := between[1];
  FOR i IN 1 .. cardinality(found) LOOP
    result := result
      || to_char(rtrim(found[i], 'Z')::timestamp - age, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
      || between[i + 1];
  END LOOP;
  RETURN result;
END $$`;

/** Makes every instant in every stored text earlier by so many milliseconds. */
export const makeOlder = async (
  client: Client,
  tables: ReadonlyArray<Table>,
  millis: number,
): Promise<void> => {
  const age = `interval '${millis} milliseconds'`;
  const aged = ofUsers(tables).filter(({ texts }) => texts.length > 0);
  const changes = aged.map(({ name, texts }) => {
    const columns = texts.map((column) => `${column} = pg_temp.aged(${column}, ${age})`);
    return `UPDATE ${name} SET ${columns.join(", ")}`;
  });
  await client.query(AGED);
  await client.query(beside(aged, ...changes));
};

/** All that a database holds, as a text that is another one when anything is different. */
export const contentsOf = async (client: Client, tables: ReadonlyArray<Table>): Promise<string> => {
  const rowsOf = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS what, count(*) || ' rows ' || md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '')) AS holds FROM ${name} t`,
  );
  const sequences = `SELECT sequencename, 'at ' || coalesce(last_value::text, 'its beginning') FROM pg_sequences WHERE schemaname = current_schema()`;
  const triggers = `SELECT tgname || ' of ' || tgrelid::regclass, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal`;
  const { rows } = await client.query<{ readonly what: string; readonly holds: string }>(
    `SELECT * FROM (${[...rowsOf, sequences, triggers].join(" UNION ALL ")}) AS all_of_it ORDER BY what`,
  );
  return rows.map(({ holds, what }) => `${what}: ${holds}`).join("\n");
};

import type { Fact } from "../../catalogue/Fact.ts";
import { canonicalSql, sqlTokens } from "../../chain/sqlTokens.ts";
import type { Place } from "../place.ts";
import { rowsOf } from "../rows.ts";
import { oneLine } from "./oneLine.ts";

/** Rules of the rewriter act like triggers, and are told as such. */
const TRIGGERS = `SELECT relname AS table, tgname AS name, pg_get_triggerdef(pg_trigger.oid, true) AS definition, tgenabled AS state
FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND relname = ANY ($2) AND NOT tgisinternal
UNION ALL
SELECT relname, rulename, pg_get_ruledef(pg_rewrite.oid, true), ev_enabled
FROM pg_rewrite JOIN pg_class ON pg_class.oid = ev_class
WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND relname = ANY ($2) AND relkind IN ('r', 'p')`;

/** Functions of a schema that have a name like ours. */
const FUNCTIONS = `SELECT proname || '(' || pg_get_function_identity_arguments(pg_proc.oid) || ')' AS name, pg_get_function_result(pg_proc.oid) AS result,
  lanname AS language, provolatile AS volatility, prosecdef AS definer, proconfig AS settings, prosrc AS body
FROM pg_proc JOIN pg_language ON pg_language.oid = prolang
WHERE pronamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND starts_with(proname, 'pw_')`;

const states: Readonly<Record<string, string>> = {
  D: ", switched off",
  R: ", on replicas only",
  A: ", on replicas too",
};

const volatilities: Readonly<Record<string, string>> = { i: "immutable", s: "stable", v: "volatile" };

/** The triggers of tables, and whether they are switched on. */
export const readTriggers = async (
  { client, schema }: Place,
  tables: ReadonlyArray<string>,
): Promise<ReadonlyArray<Fact>> =>
  (await rowsOf<"table" | "name" | "definition" | "state">(client, TRIGGERS, [schema, tables])).map(
    ({ table, name, definition, state }): Fact => ({
      kind: "trigger",
      table: table ?? "",
      name: name ?? "",
      text: `${oneLine(definition ?? "")}${states[state ?? ""] ?? ""}`,
    }),
  );

/** Our functions: what they are called with, how they run, and what they do (comments and white space do not count). */
export const readFunctions = async ({ client, schema }: Place): Promise<ReadonlyArray<Fact>> =>
  (
    await rowsOf<"name" | "result" | "language" | "volatility" | "definer" | "settings" | "body">(
      client,
      FUNCTIONS,
      [schema],
    )
  ).map(
    ({ name, result, language, volatility, definer, settings, body }): Fact => ({
      kind: "function",
      table: name ?? "",
      name: "",
      text: [
        `returns ${result}`,
        language,
        volatilities[volatility ?? ""],
        definer === "t" ? "rights of its owner" : "rights of its caller",
        ...(settings === null ? [] : [settings]),
        canonicalSql(sqlTokens(body ?? "")),
      ].join(", "),
    }),
  );

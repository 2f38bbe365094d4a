import { adoptedTables } from "../adoptedTables.ts";
import type { Place } from "../place.ts";
import { rowsOf } from "../rows.ts";

/** Statements that take something away, and those that bring it back, each in order. */
export interface SetAside {
  readonly remove: ReadonlyArray<string>;
  readonly restore: ReadonlyArray<string>;
}

/**
 * Views, outermost first, that read one of the given tables or such a view. One with rules, triggers, defaults or rights on single
 * columns of its own is left where it is: the statement that it stops says so.
 */
const VIEWS = `WITH RECURSIVE reader (oid, depth) AS (
  SELECT oid, 0 FROM pg_class WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND relname = ANY ($2)
  UNION
  SELECT rule.ev_class, reader.depth + 1
  FROM reader
  JOIN pg_depend ON refclassid = 'pg_class'::REGCLASS AND refobjid = reader.oid AND classid = 'pg_rewrite'::REGCLASS
  JOIN pg_rewrite AS rule ON rule.oid = objid AND rule.ev_class <> reader.oid
), plain AS (
  SELECT reader.oid, max(reader.depth) AS depth FROM reader JOIN pg_class AS view ON view.oid = reader.oid
  WHERE relkind = 'v'
    AND NOT EXISTS (SELECT 1 FROM pg_rewrite WHERE ev_class = view.oid AND rulename <> '_RETURN')
    AND NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = view.oid)
    AND NOT EXISTS (SELECT 1 FROM pg_attrdef WHERE adrelid = view.oid)
    AND NOT EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = view.oid AND attacl IS NOT NULL)
  GROUP BY reader.oid
)
SELECT format('%I.%I', nspname, relname) AS name,
  format('CREATE VIEW %I.%I%s AS %s', nspname, relname,
    CASE WHEN reloptions IS NULL THEN '' ELSE ' WITH (' || array_to_string(reloptions, ', ') || ')' END, pg_get_viewdef(view.oid)) AS definition,
  format('ALTER VIEW %I.%I OWNER TO %I', nspname, relname, pg_get_userbyid(relowner)) AS owner,
  (
    SELECT string_agg(format('GRANT %s ON %I.%I TO %s%s', privilege_type, nspname, relname,
      CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END, CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END), '; ')
    FROM aclexplode(relacl) WHERE grantee <> relowner
  ) AS grants,
  format('COMMENT ON VIEW %I.%I IS %L', nspname, relname, obj_description(view.oid, 'pg_class')) AS comment
FROM plain JOIN pg_class AS view ON view.oid = plain.oid JOIN pg_namespace ON pg_namespace.oid = relnamespace
ORDER BY depth DESC, relname`;

/** Triggers that name columns, which keep these from getting another type. */
const TRIGGERS = `SELECT DISTINCT format('%I ON %I', tgname, relname) AS name, pg_get_triggerdef(pg_trigger.oid) AS definition,
  format('ALTER TABLE %I %s TRIGGER %I', relname,
    CASE tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE' END, tgname) AS state
FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
JOIN pg_depend ON classid = 'pg_trigger'::REGCLASS AND objid = pg_trigger.oid AND refobjid = tgrelid AND refobjsubid > 0
WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND relname = ANY ($2) AND NOT tgisinternal
ORDER BY name`;

/** What other programs have that keeps the columns of adopted tables from getting another type: it goes for a moment, and comes back as it was. */
export const setAside = async ({ client, schema }: Place): Promise<SetAside> => {
  const values = [schema, adoptedTables] as const;
  const views = await rowsOf<"name" | "definition" | "owner" | "grants" | "comment">(client, VIEWS, values);
  const triggers = await rowsOf<"name" | "definition" | "state">(client, TRIGGERS, values);
  const remove = [
    ...triggers.map(({ name }) => `DROP TRIGGER ${name}`),
    ...views.map(({ name }) => `DROP VIEW ${name}`),
  ];
  const restore = [
    ...views
      .toReversed()
      .flatMap(({ definition, owner, grants, comment }) => [definition, owner, grants, comment]),
    ...triggers.flatMap(({ definition, state }) => [definition, state]),
  ];
  return { remove, restore: restore.flatMap((sql) => (sql === null ? [] : [sql])) };
};

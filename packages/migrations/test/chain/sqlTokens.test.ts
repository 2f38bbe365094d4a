import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Schema from "effect/Schema";
import { canonicalSql, sqlTokens } from "../../src/chain/sqlTokens.ts";

const canonical = (sql: string) => canonicalSql(sqlTokens(sql));

it("does not see comments, white space, quotes around names and the case of words", () => {
  const plain = canonical("CREATE TABLE v3_plans (plan_id TEXT DEFAULT 'A  b')");
  expect(canonical("create  table \"v3_plans\"(\n  [plan_id] text -- why\n default 'A  b' /* and */ )")).toBe(
    plain,
  );
});

it("sees everything else", () => {
  expect(canonical("DEFAULT 'A'")).not.toBe(canonical("DEFAULT 'a'"));
  expect(canonical("a <> b")).not.toBe(canonical("a < > b"));
  expect(canonical("ON DELETE CASCADE")).not.toBe(canonical("ON DELETE RESTRICT"));
  expect(canonical("'it''s -- no comment'")).toBe("'it''s -- no comment'");
});

it("takes what stands between dollars for one literal, and a cast for one sign", () => {
  const body = "$$ BEGIN -- Why\n  RETURN 'A'; END $$";
  expect(canonical(`AS ${body} LANGUAGE plpgsql`)).toBe(`as ${body} language plpgsql`);
  expect(canonical("DO $do$ SELECT $$A$$ $do$;")).toBe("do $do$ SELECT $$A$$ $do$ ;");
  expect(canonical("$1 = 'x'::TEXT AND $2")).toBe("$1 = 'x' :: text and $2");
});

it.effect.prop("reads any text, and what it gives back reads the same", [Schema.String], ([text]) =>
  Effect.sync(() => {
    const once = canonical(text);
    expect(canonical(`/* before */ ${text.replaceAll(/['"`[$]/g, "")}\n-- after`)).toBe(
      canonical(text.replaceAll(/['"`[$]/g, "")),
    );
    expect(typeof once).toBe("string");
  }),
);

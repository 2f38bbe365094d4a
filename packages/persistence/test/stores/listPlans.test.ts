import { expect, it } from "@effect/vitest";
import Database from "better-sqlite3";
import * as Effect from "effect/Effect";
import { openWithAction } from "../openLedger.ts";
import { ledgerFile } from "../SqliteLedger.ts";
import { makeStatementLog } from "../statementLog.ts";
import { allPages, manyPlans, QUESTIONS } from "./listQuestions.ts";

it.effect("finds the same plans in the same order, whichever way there is the shorter one [X7]", () =>
  Effect.gen(function* () {
    const file = yield* ledgerFile;
    const log = makeStatementLog();
    const uow = yield* openWithAction(file, { prepare: log.watch });
    const plans = manyPlans();
    yield* uow.write((stores) => stores.plans.insert(plans));
    log.entries.length = 0;
    for (const [filter, passes] of QUESTIONS) {
      const expected = plans.filter(passes).map((plan) => plan.planId);
      expect(yield* allPages(uow, filter)).toEqual(expected.toReversed());
      const counted = yield* uow.read((stores) => stores.plans.count(filter));
      expect(Object.values(counted).reduce((sum, count) => sum + count, 0)).toBe(expected.length);
    }
    const statements = log.entries.map(({ sql }) => sql).filter((sql) => sql.includes("order by"));
    // Both ways were gone: looked up by project or name, and newest first.
    expect(statements.some((sql) => sql.includes('"v3_plans"."plan_id" in (select "plan_projects"'))).toBe(
      true,
    );
    expect(statements.some((sql) => sql.includes('exists (select "plan_projects"'))).toBe(true);
    expect(statements.some((sql) => sql.includes(' "named"."namespaced_name" LIKE'))).toBe(true);
    expect(statements.some((sql) => sql.includes('+"v3_plans"."namespaced_name" LIKE'))).toBe(true);
  }).pipe(Effect.scoped),
);

it.effect("sorts no more than a page of each place where plans wait [X7]", () =>
  Effect.gen(function* () {
    const file = yield* ledgerFile;
    const log = makeStatementLog();
    const uow = yield* openWithAction(file, { prepare: log.watch });
    yield* uow.read((stores) => stores.plans.list({ needsApproval: true }, { limit: 5 }));
    const sql = log.entries.map((entry) => entry.sql).find((text) => text.includes("union all")) ?? "";
    const database = new Database(file, { readonly: true });
    const details = database
      .prepare<Array<number>, { readonly detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...Array.from(sql.matchAll(/\?/g), () => 5))
      .map(({ detail }) => detail);
    database.close();
    expect(details.filter((detail) => /ix_v3_plans_(phase_)?state_created/.test(detail))).toHaveLength(5);
    expect(details.filter((detail) => detail.includes("TEMP B-TREE FOR ORDER BY"))).toHaveLength(1);
    expect(sql.match(/ limit /g)).toHaveLength(6);
  }).pipe(Effect.scoped),
);

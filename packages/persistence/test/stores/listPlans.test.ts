import { expect, it } from "@effect/vitest";
import type { Plan, PlanCursor, PlanFilter, UnitOfWork } from "@planwright/domain";
import { makePlanFactory } from "@planwright/domain/testing";
import Database from "better-sqlite3";
import * as Effect from "effect/Effect";
import { openWithAction } from "../openLedger.ts";
import { ledgerFile } from "../SqliteLedger.ts";
import { makeStatementLog } from "../statementLog.ts";

const factory = makePlanFactory();

/** More plans than are looked up and sorted, in every place where a plan can wait, and a few that differ. */
const manyPlans = (): ReadonlyArray<Plan> => {
  const places = [
    { phase: "action", processingState: "queued" },
    { phase: "strategize", processingState: "complete" },
    { phase: "execute", processingState: "complete" },
    { phase: "execute", processingState: "errored" },
    { phase: "apply", processingState: "constrained" },
    { phase: "apply", processingState: "applied" },
    { phase: "execute", processingState: "processing" },
  ] as const;
  return Array.from({ length: 1_200 }, (_, index) => {
    const rare = index % 300 === 0;
    const name = rare ? "local/rare" : `local/p${index % 2}`;
    return factory.plan({
      ...(places[index % places.length] ?? places[0]),
      name: rare ? `team/rare-${index}` : `local/build-${index}`,
      projects: [
        { name: "local/all", alias: null, readOnly: false },
        { name, alias: null, readOnly: true },
      ],
    });
  });
};

const waits = ({ phase, processingState: state }: Plan): boolean =>
  state === "errored" ||
  state === "constrained" ||
  state === "complete" ||
  (phase === "action" && state === "queued");

/** Every filter that has more than one way to its rows, with what it must leave. */
const QUESTIONS: ReadonlyArray<readonly [PlanFilter, (plan: Plan) => boolean]> = [
  [{ project: "local/all" }, () => true],
  [{ project: "local/rare" }, (plan) => plan.name?.startsWith("team/") === true],
  [{ project: "local/none" }, () => false],
  [{ pattern: "local/*" }, (plan) => plan.name?.startsWith("local/") === true],
  [{ pattern: "TEAM/*" }, (plan) => plan.name?.startsWith("team/") === true],
  [{ pattern: "*-7" }, (plan) => plan.name?.endsWith("-7") === true],
  [{ needsApproval: true }, waits],
  [{ needsApproval: true, phase: "execute" }, (plan) => waits(plan) && plan.phase === "execute"],
  [
    { needsApproval: true, project: "local/all", pattern: "local/*" },
    (plan) => waits(plan) && plan.name?.[0] === "l",
  ],
  [{ needsApproval: true, project: "local/rare" }, (plan) => waits(plan) && plan.name?.[0] === "t"],
];

/** All pages, one after the other. */
const allPages = Effect.fnUntraced(function* (uow: UnitOfWork["Service"], filter: PlanFilter) {
  const found: Array<string> = [];
  let after: PlanCursor | undefined;
  for (;;) {
    const page = yield* uow.read((stores) => stores.plans.list(filter, { limit: 170, after }));
    found.push(...page.map(({ plan }) => plan.planId));
    after = page.at(-1)?.cursor;
    if (page.length < 170) return found;
  }
});

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
    expect(statements.some((sql) => sql.includes(' "namespaced_name" LIKE'))).toBe(true);
    expect(statements.some((sql) => sql.includes('+"namespaced_name" LIKE'))).toBe(true);
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

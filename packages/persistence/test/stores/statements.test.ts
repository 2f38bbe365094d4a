import { expect, it } from "@effect/vitest";
import type { Stores } from "@planwright/domain";
import { makeCancellation, makeGrant, makePlanFactory } from "@planwright/domain/testing";
import Database from "better-sqlite3";
import * as Effect from "effect/Effect";
import { PLAN_COLUMNS } from "../../src/mapping/planColumns.ts";
import { openWithAction } from "../openLedger.ts";
import { ledgerFile } from "../SqliteLedger.ts";
import { makeStatementLog } from "../statementLog.ts";
import { everything } from "./everything.ts";

const factory = makePlanFactory();

/** A ledger with the log of its statements. */
const openWatched = Effect.gen(function* () {
  const file = yield* ledgerFile;
  const log = makeStatementLog();
  const uow = yield* openWithAction(file, { prepare: log.watch });
  const during = <A, E>(body: (stores: Stores) => Effect.Effect<A, E>) =>
    Effect.gen(function* () {
      log.entries.length = 0;
      yield* uow.write(body);
      return log.entries.filter(({ sql }) => !/SAVEPOINT|RELEASE|sqlite_schema/.test(sql));
    });
  return { file, uow, during };
});

it.effect("looks plans up by an index, whatever is asked: no table grows into a scan [X7]", () =>
  Effect.gen(function* () {
    const { during, file } = yield* openWatched;
    const statements = yield* during(everything);
    const database = new Database(file, { readonly: true });
    const scans = [...new Set(statements.map(({ sql }) => sql))].flatMap((sql) => {
      const values = Array.from(sql.matchAll(/\?/g), () => "x");
      return database
        .prepare<Array<string>, { readonly detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...values)
        .filter(({ detail }) => /^SCAN (?!json_each|tree|above|child|found|waiting|CONSTANT)/.test(detail))
        .map(({ detail }) => `${detail}: ${sql}`);
    });
    database.close();
    expect(scans).toEqual([]);
  }).pipe(Effect.scoped),
);

it.effect("writes no column of a plan that nothing reads or looks at [M2] [M5]", () =>
  Effect.gen(function* () {
    const { during } = yield* openWatched;
    const questions = (yield* during(everything))
      .map(({ sql }) => sql)
      .filter((sql) => /^(select|with)/.test(sql));
    const unread = Object.keys(PLAN_COLUMNS).filter(
      (column) => !questions.some((sql) => sql.includes(`"${column}"`)),
    );
    // Kept for the program that the ledger shares its tables with, which filters by it.
    expect(unread).toEqual(["namespace"]);
  }).pipe(Effect.scoped),
);

it.effect("takes plans for work in the order of their index, and asks the indexes what holds them back", () =>
  Effect.gen(function* () {
    const { during, file } = yield* openWatched;
    const [next] = yield* during((stores) => stores.work.claim({}, makeGrant()));
    const database = new Database(file, { readonly: true });
    const plan = database
      .prepare<Array<string>, { readonly detail: string }>(`EXPLAIN QUERY PLAN ${next?.sql}`)
      .all("x")
      .map(({ detail }) => detail)
      .join("\n");
    database.close();
    for (const index of ["ix_v3_plans_claim", "ix_v3_plans_open", "ix_v3_plans_unfinished"]) {
      expect(plan).toContain(index);
    }
    expect(plan).not.toContain("TEMP B-TREE");
  }).pipe(Effect.scoped),
);

it.effect(
  "looks for work that was adopted and never claimed by an index of its own, not through all work",
  () =>
    Effect.gen(function* () {
      const { during, file } = yield* openWatched;
      const claim = during((stores) => stores.work.claim({}, makeGrant({ despiteLapsed: false })));
      const [first] = yield* claim;
      const database = new Database(file, { readonly: true });
      const looked = database
        .prepare<Array<string>, { readonly detail: string }>(`EXPLAIN QUERY PLAN ${first?.sql}`)
        .all("x")
        .map(({ detail }) => detail)
        .filter((detail) => detail.includes("v3_plans"));
      database.close();
      expect(looked).toEqual([expect.stringContaining("ix_v3_plans_unclaimed (lease_fence=?)")]);
    }).pipe(Effect.scoped),
);

it.effect("reads a page in as many statements as a page of one, and a tree likewise at any depth", () =>
  Effect.gen(function* () {
    const { during, uow } = yield* openWatched;
    const chain = [factory.plan()];
    for (let depth = 1; depth < 150; depth++) chain.push(factory.child(chain.at(-1) ?? factory.plan()));
    yield* uow.write((stores) => stores.plans.insert(chain));
    const [, second] = chain;
    const counts = (limit: number) =>
      Effect.map(
        during((stores) => stores.plans.list({}, { limit })),
        (statements) => statements.length,
      );
    expect([yield* counts(1), yield* counts(150)]).toEqual([4, 4]);
    const last = chain.at(-1)?.planId ?? factory.newId();
    for (const planId of [second?.planId ?? last, last]) {
      expect(yield* during((stores) => stores.tree.subtree(planId))).toHaveLength(2);
      expect(yield* during((stores) => stores.tree.cancelBelow(planId, makeCancellation()))).toHaveLength(4);
    }
    expect(yield* during((stores) => stores.tree.ancestors(last))).toHaveLength(1);
    expect(
      yield* during((stores) => stores.tree.remove(second?.planId ?? last, makeCancellation())),
    ).toHaveLength(5);
  }).pipe(Effect.scoped),
);

it.effect("binds what users wrote: none of it is ever part of a statement's text", () =>
  Effect.gen(function* () {
    const { during } = yield* openWatched;
    const marker = "MARKER'\"; --";
    const plan = factory.plan({
      description: marker,
      tags: [marker],
      projects: [{ name: marker, alias: marker, readOnly: false }],
      arguments: [{ name: marker, value: marker }],
      invariants: [{ text: marker, source: "plan" }],
    });
    const statements = yield* during((stores) =>
      Effect.gen(function* () {
        yield* stores.plans.insert([plan]);
        yield* stores.plans.update(plan, { ...plan, errorMessage: marker, version: 2 });
        yield* stores.plans.list({ project: marker, pattern: marker, action: marker }, { limit: 10 });
        yield* stores.tree.cancelBelow(plan.planId, makeCancellation({ reason: marker }));
        yield* stores.tree.remove(plan.planId, makeCancellation({ reason: marker }));
      }),
    );
    expect(statements.some(({ values }) => values.includes(marker))).toBe(true);
    expect(statements.filter(({ sql }) => sql.includes("MARKER"))).toEqual([]);
  }).pipe(Effect.scoped),
);

it.effect("writes the columns that changed and no others [S2]", () =>
  Effect.gen(function* () {
    const { during, uow } = yield* openWatched;
    const plan = factory.plan();
    yield* uow.write((stores) => stores.plans.insert([plan]));
    const after = {
      ...plan,
      processingState: "cancelled",
      tags: [...(Array.isArray(plan.tags) ? plan.tags : [])],
      times: { ...plan.times, completedAt: factory.now() },
      version: 2,
    } as const;
    const [update, ...more] = yield* during((stores) => stores.plans.update(plan, after));
    expect(more).toEqual([]);
    expect(update?.sql).toBe(
      'update "v3_plans" set "processing_state" = ?, "completed_at" = ?, "version" = ? where "plan_id" = ? and "version" = ?',
    );
  }).pipe(Effect.scoped),
);

it.effect("prepares a statement once for a connection", () =>
  Effect.gen(function* () {
    const file = yield* ledgerFile;
    const prepared: Array<string> = [];
    const uow = yield* openWithAction(file, {
      prepare: (database) =>
        Effect.sync(() => {
          const prepare = database.prepare.bind(database);
          const counting = (sql: string) => {
            prepared.push(sql);
            return prepare(sql);
          };
          Object.assign(database, { prepare: counting });
        }),
    });
    const find = uow.read((stores) => stores.plans.find(factory.newId()));
    const list = uow.read((stores) => stores.plans.list({ phase: "apply" }, { limit: 3 }));
    yield* Effect.andThen(find, list);
    const before = prepared.length;
    for (let round = 0; round < 5; round++) yield* Effect.andThen(find, list);
    expect(prepared.length).toBe(before);
  }).pipe(Effect.scoped),
);

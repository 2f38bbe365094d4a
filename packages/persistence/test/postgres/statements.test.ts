import { expect, it } from "@effect/vitest";
import { makeAction, makeGrant, makePlanFactory } from "@planwright/domain/testing";
import * as Effect from "effect/Effect";
import type { Client } from "pg";
import { everything } from "../stores/everything.ts";
import { ledgerDatabase, openLedger } from "./ledgerDatabase.ts";

const factory = makePlanFactory();

/** Filling a table takes its time. */
const LONG = 60_000;

/** So many plans that nobody would go through all of them: families of five, in all places. */
const FILL = `
  INSERT INTO v3_plans
  SELECT (jsonb_populate_record(model, jsonb_build_object(
    'plan_id', 'P' || number,
    'parent_plan_id', CASE WHEN number % 5 > 0 THEN 'P' || number - number % 5 END,
    'root_plan_id', 'P' || number - number % 5,
    'created_at', '2026-02-01T00:00:00.' || lpad(number::text, 6, '0') || 'Z',
    'queued_at', '2026-02-01T00:00:00.' || lpad(number::text, 6, '0') || 'Z',
    'phase', (ARRAY['strategize', 'execute', 'apply'])[number % 3 + 1],
    'processing_state', (ARRAY['queued', 'complete', 'errored', 'cancelled', 'applied', 'applied', 'applied'])[number % 7 + 1],
    'lease_fence', number % 2
  ))).*
  FROM v3_plans AS model, generate_series(0, 9999) AS number WHERE plan_id = $1`;

/** A ledger of many plans and the one connection that it works on. */
const openFilled = Effect.gen(function* () {
  const url = yield* ledgerDatabase;
  const clients: Array<Client> = [];
  const prepare = ({ client }: { readonly client: Client }) => Effect.sync(() => void clients.push(client));
  const uow = yield* openLedger(url, {
    poolSize: 1,
    prepare: (handle) => (handle.engine === "postgresql-handle" ? prepare(handle) : Effect.void),
  });
  const [client] = clients;
  if (client === undefined) throw new Error("no connection was handed over");
  const model = factory.plan();
  yield* uow.write((stores) =>
    Effect.andThen(stores.actions.insert(makeAction()), stores.plans.insert([model])),
  );
  yield* Effect.promise(() => client.query(FILL, [model.planId]));
  yield* Effect.promise(() => client.query("ANALYZE v3_plans"));
  return { uow, client };
});

interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Index Cond"?: string;
  readonly Plans?: ReadonlyArray<PlanNode>;
}

const nodesOf = (node: PlanNode): ReadonlyArray<PlanNode> => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** How the server carries out what is prepared on a connection, whatever the values, which it is told once. */
const plansOf = (client: Client) =>
  Effect.promise(async () => {
    const { rows } = await client.query<{
      readonly name: string;
      readonly statement: string;
      readonly n: number;
    }>(
      `SELECT name, statement, cardinality(parameter_types) AS n FROM pg_prepared_statements
       WHERE statement ~* '^\\s*(select|with|insert|update|delete)'`,
    );
    const plans: Array<{ readonly sql: string; readonly nodes: ReadonlyArray<PlanNode> }> = [];
    for (const { n, name, statement } of rows) {
      const values = n === 0 ? "" : `(${Array.from({ length: n }, () => "NULL").join(", ")})`;
      const explained = await client.query<{ readonly "QUERY PLAN": string }>(
        `EXPLAIN (FORMAT JSON) EXECUTE "${name}"${values}`,
      );
      const text = explained.rows[0]?.["QUERY PLAN"] ?? "[]";
      const [{ Plan: top }] = JSON.parse(text) as [{ readonly Plan: PlanNode }];
      plans.push({ sql: statement, nodes: nodesOf(top) });
    }
    return plans;
  });

/** What is gone through in the order of an index, until there are enough rows or from one that is tiny. */
const IN_ORDER = new Set([
  "ix_v3_plans_claim",
  "ix_v3_plans_created",
  "ix_pw_leases_expires",
  "ix_v3_plans_unclaimed",
]);

/** True for a node that looks at all rows of a table that grows. */
const goesThroughAll = (node: PlanNode): boolean => {
  if (node["Node Type"] === "Seq Scan") return true;
  if (!/^(Parallel )?Index (Only )?Scan$/.test(node["Node Type"])) return false;
  return node["Index Cond"] === undefined && !IN_ORDER.has(node["Index Name"] ?? "");
};

it.effect(
  "looks plans up by an index, whatever is asked: no table grows into a scan [X7]",
  () =>
    Effect.gen(function* () {
      const { client, uow } = yield* openFilled;
      yield* uow.write(everything, { dryRun: true });
      const plans = yield* plansOf(client);
      const scans = plans.flatMap(({ nodes, sql }) =>
        nodes
          .filter(goesThroughAll)
          .map((node) => `${node["Node Type"]} on ${node["Relation Name"]}: ${sql}`),
      );
      expect(plans.length).toBeGreaterThan(50);
      expect(scans).toEqual([]);
    }).pipe(Effect.scoped),
  LONG,
);

it.effect(
  "takes plans for work in the order of their index, and asks once for each family what holds them back",
  () =>
    Effect.gen(function* () {
      const { client, uow } = yield* openFilled;
      yield* uow.write((stores) => stores.work.claim({}, makeGrant({ despiteLapsed: false })));
      const claim = (yield* plansOf(client)).find(({ sql }) => sql.includes("skip locked"));
      const used = claim?.nodes.map((node) => node["Index Name"] ?? node["Node Type"]) ?? [];
      for (const name of [
        "ix_v3_plans_claim",
        "ix_v3_plans_open",
        "ix_v3_plans_unfinished",
        "Memoize",
        "LockRows",
      ]) {
        expect(used).toContain(name);
      }
    }).pipe(Effect.scoped),
  LONG,
);

import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import type { Client } from "pg";
import { migrate } from "../../../src/index.ts";
import { chainOf, inserting, loners } from "../../suites/plans.ts";
import { ACTION, inEnglish, ledger, locationOf, refusalOf } from "../database.ts";

const opened = async (): Promise<Client> => {
  const client = await (await ledger()).connect();
  await client.query(inserting({ id: "S" }));
  return client;
};

const CHANGE = "UPDATE v3_plans SET effective_profile_snapshot = 'other' WHERE plan_id = 'S'";
const REFUSED = "23000: planwright: snapshot_immutable";

it("refuses in fields too: schema, table and trigger [S2]", async () => {
  const client = await opened();
  await expect(client.query(CHANGE)).rejects.toMatchObject({
    code: "23000",
    schema: "public",
    table: "v3_plans",
    constraint: "pw_v3_plans_snapshot",
  });
});

it("is not misled by a temporary table of markers [S2]", async () => {
  const client = await opened();
  await client.query("CREATE TEMP TABLE pw_repairs (plan_id TEXT); INSERT INTO pw_repairs VALUES ('S')");
  expect(await refusalOf(client.query(CHANGE))).toBe(REFUSED);
});

it("protects plans whatever the session looks at, and after the schema got another name [S2]", async () => {
  const client = await opened();
  const change = CHANGE.replace("v3_plans", "public.v3_plans");
  await client.query("SET search_path = pg_catalog");
  expect(await refusalOf(client.query(change))).toBe(REFUSED);
  await client.query("BEGIN; INSERT INTO public.pw_repairs (plan_id) VALUES ('S')");
  expect((await client.query(change)).rowCount).toBe(1);
  await client.query("DELETE FROM public.pw_repairs; COMMIT; ALTER SCHEMA public RENAME TO moved");
  const moved = change.replace("public.", "moved.").replace("'other'", "'more'");
  expect(await refusalOf(client.query(moved))).toBe(REFUSED);
  await client.query("BEGIN; INSERT INTO moved.pw_repairs (plan_id) VALUES ('S')");
  expect((await client.query(moved)).rowCount).toBe(1);
});

it("takes a chain leaf first in one statement [R2]", async () => {
  const client = await opened();
  await client.query(
    `INSERT INTO v3_plans (plan_id, parent_plan_id, root_plan_id, action_name, description, automation_profile, effective_profile_snapshot, created_at, updated_at)
     SELECT id, parent, 'A', 'local/a', 'd', 'p', 's', 't', 't' FROM (VALUES ('C', 'B'), ('B', 'A'), ('A', NULL)) AS row (id, parent)`,
  );
  const { rowCount } = await client.query("SELECT 1 FROM v3_plans WHERE root_plan_id = 'A'");
  expect(rowCount).toBe(3);
});

it("orders ids, names and instants by their bytes, whatever the locale of the database", async () => {
  const { connect, url } = await inEnglish();
  await Effect.runPromise(migrate(locationOf(url)));
  const client = await connect();
  await client.query(ACTION);
  for (const id of ["a", "B", "b", "A"]) await client.query(inserting({ id }));
  const { rows } = await client.query("SELECT plan_id FROM v3_plans ORDER BY plan_id");
  expect(rows.map(({ plan_id }) => plan_id)).toEqual(["A", "B", "a", "b"]);
});

/** 20,000 plans, a tenth of them in trees of ten, in every phase and state that they can have. */
const MANY = `INSERT INTO v3_plans (plan_id, parent_plan_id, root_plan_id, namespaced_name, action_name, description, phase, processing_state, automation_profile,
    effective_profile_snapshot, profile_digest, profile_name, created_at, updated_at, queued_at, lease_fence)
  SELECT format('P%s', n), CASE WHEN n % 100 BETWEEN 1 AND 9 THEN format('P%s', n - n % 100) END, format('P%s', CASE WHEN n % 100 < 10 THEN n - n % 100 ELSE n END),
    CASE WHEN n % 100 NOT BETWEEN 1 AND 9 THEN format('local/Plan-%s', n) END, 'local/a', 'd', CASE WHEN n % 400 = 0 THEN 'execute' ELSE (ARRAY['action', 'strategize', 'apply'])[1 + n % 3] END,
    CASE WHEN n % 500 = 0 THEN 'errored' ELSE (ARRAY['queued', 'processing', 'complete', 'cancelled', 'applied', 'constrained'])[1 + n % 6] END, 'p', 's', format('d%s', n % 1000),
    format('profile-%s', n % 50), format('t%s', 100000 + n), 't', format('q%s', 100000 + n), n % 3
  FROM generate_series(10000, 29999) AS n; ANALYZE v3_plans`;

const NEWEST = "ORDER BY created_at DESC, plan_id DESC LIMIT 100";

const nodesIn = (plan: unknown): ReadonlyArray<Readonly<Record<string, unknown>>> => {
  if (typeof plan !== "object" || plan === null) return [];
  const children = "Plans" in plan && Array.isArray(plan.Plans) ? plan.Plans : [];
  return [{ ...plan }, ...children.flatMap(nodesIn)];
};

it("reads plans through an index and without sorting [X7]", async () => {
  const client = await opened();
  await client.query(MANY);
  const ways = [
    [`${NEWEST}`, "ix_v3_plans_created"],
    [
      `WHERE phase = 'execute' AND processing_state = 'complete' ${NEWEST}`,
      "ix_v3_plans_phase_state_created",
    ],
    [`WHERE phase = 'execute' ${NEWEST}`, "ix_v3_plans_phase_created"],
    [`WHERE processing_state = 'errored' ${NEWEST}`, "ix_v3_plans_state_created"],
    [`WHERE root_plan_id = 'P10100' ${NEWEST}`, "ix_v3_plans_root_created"],
    [`WHERE profile_name = 'profile-7' ${NEWEST}`, "ix_v3_plans_profile_created"],
    ["WHERE upper(right(plan_id, 8)) = 'P10100'", "ix_v3_plans_short_id"],
    ["WHERE profile_digest = 'd7'", "ix_v3_plans_digest"],
    ["WHERE parent_plan_id = 'P10100'", "ix_v3_plans_parent_root"],
    ["WHERE lower(namespaced_name) = lower('LOCAL/plan-10100' COLLATE \"C\")", "ix_v3_plans_name"],
    ["WHERE lower(namespaced_name) LIKE 'local/plan-1010%'", "ix_v3_plans_name"],
    [
      "WHERE processing_state = 'queued' AND phase <> 'action' ORDER BY queued_at NULLS FIRST, plan_id LIMIT 1",
      "ix_v3_plans_claim",
    ],
    [
      "WHERE parent_plan_id = 'P10100' AND lease_fence > 0 AND processing_state IN ('queued', 'processing', 'complete')",
      "ix_v3_plans_open",
    ],
    [
      "WHERE parent_plan_id = 'P10100' AND processing_state NOT IN ('applied', 'cancelled') ORDER BY created_at, plan_id LIMIT 10",
      "ix_v3_plans_unfinished",
    ],
  ] as const;
  await client.query("SET enable_bitmapscan = off");
  const found: Array<unknown> = [];
  for (const [clause] of ways) {
    const { rows } = await client.query(`EXPLAIN (FORMAT JSON) SELECT description FROM v3_plans ${clause}`);
    const nodes = nodesIn(rows[0]?.["QUERY PLAN"][0].Plan).filter((node) => node["Node Type"] !== "Limit");
    found.push([clause, nodes.map((node) => node["Index Name"] ?? node["Node Type"]).join()]);
  }
  expect(found).toEqual(ways);
});

it("looks a foreign key up by what tells most, whichever index is the youngest [D3]", async () => {
  const client = await opened();
  // Nearly every plan is alone, so that a root would seem to tell as much as a parent or an id, but one tree is large.
  for (const sql of [loners(5_000), chainOf(500), "ANALYZE v3_plans"]) await client.query(sql);
  for (const name of ["parent_root", "root_created"])
    await client.query(`REINDEX INDEX CONCURRENTLY ix_v3_plans_${name}`);
  await client.query("SET plan_cache_mode = force_generic_plan");
  const indexOf = async (condition: string) => {
    await client.query(`PREPARE look AS SELECT 1 FROM ONLY v3_plans WHERE ${condition} FOR KEY SHARE`);
    const { rows } = await client.query("EXPLAIN (FORMAT JSON) EXECUTE look ('P10000001', 'P10000000')");
    await client.query("DEALLOCATE look");
    return nodesIn(rows[0]?.["QUERY PLAN"][0].Plan).flatMap((node) => node["Index Name"] ?? []);
  };
  expect(await indexOf("parent_plan_id = $1 AND root_plan_id = $2")).toEqual(["ix_v3_plans_parent_root"]);
  expect(await indexOf("plan_id = $1 AND root_plan_id = $2")).toEqual(["uq_v3_plans_root"]);
});

import { isInstant, type Lease, type LeaseStore, type StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { asPlanId } from "../mapping/scalars.ts";
import type { Row } from "../rows/Tables.ts";
import { literal, statement } from "../Statement.ts";
import { hasLapsed } from "./claim/lapsedLeases.ts";
import { corrupt } from "./corrupt.ts";
import type { StoreContext } from "./StoreContext.ts";
import { formFor, type TopArgs, treeStatement } from "./treeScope.ts";
import { INSERT_LEASE } from "./writeLease.ts";

const FIND = statement<{ readonly planId: string }>()((db, $) =>
  db.selectFrom("pw_leases").selectAll().where("plan_id", "=", $("planId")),
);

const EXTEND = statement<{ readonly planId: string; readonly expiresAt: string }>()((db, $) =>
  db
    .updateTable("pw_leases")
    .set({ expires_at: $("expiresAt") })
    .where("plan_id", "=", $("planId")),
);

const REMOVE = statement<{ readonly planId: string }>()((db, $) =>
  db.deleteFrom("pw_leases").where("plan_id", "=", $("planId")),
);

/** By root first: whoever locks plans in this order locks trees in one order. */
const LAPSED = statement<{ readonly now: string; readonly limit: number }>()((db, $) =>
  db
    .selectFrom("v3_plans")
    .leftJoin("pw_leases", "pw_leases.plan_id", "v3_plans.plan_id")
    .select("v3_plans.plan_id")
    .where((eb) => hasLapsed(eb, $("now")))
    .orderBy("v3_plans.root_plan_id")
    .orderBy("v3_plans.plan_id")
    .limit($("limit")),
);

interface LiveArgs extends TopArgs {
  readonly now: string;
}

const LIVE = treeStatement<LiveArgs>()((db, $, within) =>
  db
    .selectFrom("v3_plans")
    .innerJoin("pw_leases", "pw_leases.plan_id", "v3_plans.plan_id")
    .select((eb) => eb.fn.countAll<number>().as("plans"))
    .where(within)
    .where("v3_plans.processing_state", "=", literal("processing"))
    .where("pw_leases.expires_at", ">", $("now")),
);

const readLease = (row: Row<"pw_leases">): Effect.Effect<Lease, StorageError> => {
  const { claimed_at: claimedAt, expires_at: expiresAt } = row;
  if (!isInstant(claimedAt) || !isInstant(expiresAt)) return corrupt(`the lease of plan ${row.plan_id}`);
  return Effect.succeed({
    planId: asPlanId(row.plan_id),
    fence: row.fence,
    secretHash: row.secret_hash,
    worker: row.worker,
    claimedAt,
    expiresAt,
    leaseSeconds: row.lease_seconds,
  });
};

/** The leases of a unit of work. */
export const leaseStore = ({ session }: StoreContext): LeaseStore => ({
  find: (planId) =>
    Effect.flatMap(session.get(FIND, { planId }), (row) =>
      row === undefined ? Effect.succeed(null) : readLease(row),
    ),

  insert: (lease) => Effect.asVoid(session.run(INSERT_LEASE, { ...lease })),
  extend: (planId, expiresAt) => Effect.map(session.run(EXTEND, { planId, expiresAt }), (rows) => rows === 1),
  remove: (planId) => Effect.asVoid(session.run(REMOVE, { planId })),

  lapsed: (now, limit) =>
    Effect.map(session.all(LAPSED, { now, limit }), (rows) => rows.map((row) => asPlanId(row.plan_id))),

  liveIn: (top, now) =>
    Effect.flatMap(formFor(session, LIVE, top), (live) =>
      Effect.map(session.get(live, { top, now }), (row) => row?.plans ?? 0),
    ),
});

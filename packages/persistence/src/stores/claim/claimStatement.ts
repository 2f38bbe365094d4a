import { type SqlBool, sql } from "kysely";
import type { Engine, EngineClock } from "../../Engine.ts";
import type { PlanRow } from "../../mapping/readPlan.ts";
import { literal, type Statement, statement } from "../../Statement.ts";
import { READ_COLUMNS } from "../readPlans.ts";
import { LEASE_COLUMNS, replacedLease } from "../writeLease.ts";
import { claimQueue, type QueueArgs, type QueueForm } from "./claimQueue.ts";
import { familyOf, mayBeginInFamily } from "./familyRules.ts";
import { isAnythingLapsed } from "./lapsedLeases.ts";
import { type JsonParts, partsAsJson } from "./partsAsJson.ts";
import { takenColumns } from "./takenColumns.ts";

/** The values of a claim. */
export interface ClaimArgs extends QueueArgs {
  readonly at: string;
  readonly secretHash: string;
  readonly worker: string;
  readonly leaseSeconds: number;
  /** A JSON array of plans to pass over. */
  readonly skip: string;
  /** The one plan that may be taken. */
  readonly child: string;
  readonly mostChildren: number;
}

type Nullable<T> = { readonly [K in keyof T]: T[K] | null };

/** What a claim has found, and has taken unless it is a child that nobody has begun; always one row. */
export interface ClaimRow extends Nullable<PlanRow>, JsonParts {
  /** A lease had lapsed as the statement began, and that is why it did not look for a plan. */
  readonly lapsed: boolean;
  readonly found_plan_id: string | null;
  readonly found_parent_id: string | null;
  /** What was in the columns whose old value does not follow from the new one. */
  readonly was_updated_at: string | null;
  readonly was_strategize_started_at: string | null;
  readonly was_execute_started_at: string | null;
  readonly was_apply_started_at: string | null;
  /** Of the lease. */
  readonly claimed_at: string | null;
  readonly expires_at: string | null;
}

/** What a claim's statement depends on besides its values. */
export interface ClaimForm {
  readonly queue: QueueForm;
  readonly despiteLapsed: boolean;
  readonly skipping: boolean;
  /** Takes one child, whose family is locked, and no other plan. */
  readonly ofChild: boolean;
}

const clockOf = ({ clock }: Engine): EngineClock => {
  if (clock === null)
    throw new TypeError("a claim in one statement takes its instants from the engine's clock");
  return clock;
};

/** What is kept of a plan that was found: the fewer columns pass through the statement, the less it costs. */
const PICKED = [
  "v3_plans.plan_id",
  "v3_plans.parent_plan_id",
  "v3_plans.lease_fence",
  "v3_plans.updated_at",
  "v3_plans.strategize_started_at",
  "v3_plans.execute_started_at",
  "v3_plans.apply_started_at",
] as const;

/**
 * A claim in one statement: nothing while a lease is lapsed, which it says itself, since whoever asked afterwards might learn
 * that somebody has taken the plan back meanwhile; otherwise finds and locks the first plan that may be claimed and that
 * nobody else has locked, takes it and gives its row as it is then. A child that nobody has begun is found, but taken only
 * where its family is locked: what this statement sees of its siblings may have changed since.
 */
export const claimStatement = (form: ClaimForm): Statement<ClaimArgs, ClaimRow> =>
  statement<ClaimArgs>()((db, $, engine) => {
    const { instant, reading } = clockOf(engine);
    let queue = claimQueue(db, $, form.queue)
      .leftJoinLateral(familyOf().as("family"), (join) => join.onTrue())
      .where(mayBeginInFamily());
    const lapsed = form.despiteLapsed ? sql<boolean>`FALSE` : isAnythingLapsed(instant(reading));
    if (!form.despiteLapsed) queue = queue.where(sql<SqlBool>`NOT (SELECT lapsed FROM leases)`);
    if (form.skipping)
      queue = queue.where((eb) => eb.not(engine.among(sql.ref("v3_plans.plan_id"), $("skip"))));
    if (form.ofChild) queue = queue.where("v3_plans.plan_id", "=", $("child"));
    const parts = partsAsJson(sql.ref("taken.plan_id"), sql`${$("mostChildren")}`);
    return db
      .with(
        (name) => name("leases").materialized(),
        (query) => query.selectNoFrom(lapsed.as("lapsed")),
      )
      .with(
        (name) => name("picked").materialized(),
        () => queue.select(PICKED).limit(literal(1)).forNoKeyUpdate("v3_plans").skipLocked(),
      )
      .with("taken", (query) => {
        const taking = query
          .updateTable("v3_plans")
          .from("picked")
          .set(takenColumns($("at")))
          .whereRef("v3_plans.plan_id", "=", "picked.plan_id")
          .returning(READ_COLUMNS.map((column) => `v3_plans.${column}` as const))
          .returning([
            "picked.updated_at as was_updated_at",
            "picked.strategize_started_at as was_strategize_started_at",
            "picked.execute_started_at as was_execute_started_at",
            "picked.apply_started_at as was_apply_started_at",
          ]);
        return form.ofChild
          ? taking
          : taking.where((eb) =>
              eb.or([eb("picked.parent_plan_id", "is", null), eb("picked.lease_fence", ">", literal(0))]),
            );
      })
      .with("leased", (query) =>
        query
          .insertInto("pw_leases")
          .columns(LEASE_COLUMNS)
          .expression(
            query
              .selectFrom("taken")
              .select([
                "taken.plan_id",
                "taken.lease_fence as fence",
                $("secretHash").as("secret_hash"),
                $("worker").as("worker"),
                instant(reading).as("claimed_at"),
                instant(reading, $("leaseSeconds")).as("expires_at"),
                sql<number>`CAST(${$("leaseSeconds")} AS bigint)`.as("lease_seconds"),
              ]),
          )
          .onConflict(replacedLease)
          .returning(["pw_leases.claimed_at", "pw_leases.expires_at"]),
      )
      .selectFrom("leases")
      .leftJoin("picked", (join) => join.onTrue())
      .leftJoin("taken", (join) => join.onTrue())
      .leftJoin("leased", (join) => join.onTrue())
      .select([
        "leases.lapsed",
        "picked.plan_id as found_plan_id",
        "picked.parent_plan_id as found_parent_id",
      ])
      .selectAll("taken")
      .select(["leased.claimed_at", "leased.expires_at"])
      .select([
        parts.projects.as("projects"),
        parts.arguments.as("arguments"),
        parts.invariants.as("invariants"),
        parts.children.as("children"),
      ]);
  });

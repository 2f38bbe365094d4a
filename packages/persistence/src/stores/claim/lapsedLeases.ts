import {
  type Expression,
  type ExpressionBuilder,
  expressionBuilder,
  type RawBuilder,
  type SqlBool,
  sql,
} from "kysely";
import type { Tables } from "../../rows/Tables.ts";
import { literal, statement } from "../../Statement.ts";

type Leased = ExpressionBuilder<
  Tables & {
    readonly pw_leases: { readonly [C in keyof Tables["pw_leases"]]: Tables["pw_leases"][C] | null };
  },
  "v3_plans" | "pw_leases"
>;

/**
 * True for a plan in `processing` that nobody holds at an instant. `action/processing` is no place of the life cycle:
 * nothing there was ever claimed, and nothing can be given back.
 */
export const hasLapsed = (eb: Leased, now: RawBuilder<string>): Expression<SqlBool> =>
  eb.and([
    eb("v3_plans.phase", "in", [literal("strategize"), literal("execute"), literal("apply")]),
    eb("v3_plans.processing_state", "=", literal("processing")),
    eb.or([eb("pw_leases.plan_id", "is", null), eb("pw_leases.expires_at", "<=", now)]),
  ]);

/**
 * True while the lease that ends first has ended, or while an adopted plan is in `processing` that was never claimed. Two
 * looks into an index each, however much work is going on; a claimed plan whose lease is missing is not seen.
 */
export const isAnythingLapsed = (now: Expression<string>): RawBuilder<SqlBool> => {
  const eb = expressionBuilder<Tables>();
  const firstEnd = eb
    .selectFrom("pw_leases")
    .select((lease) => lease.fn.min("pw_leases.expires_at").as("end"));
  const unclaimed = eb
    .selectFrom("v3_plans")
    .select(literal(1).as("one"))
    .where("v3_plans.processing_state", "=", literal("processing"))
    .where("v3_plans.lease_fence", "=", literal(0))
    .where("v3_plans.phase", "<>", literal("action"));
  return sql<SqlBool>`((${firstEnd} <= ${now}) IS TRUE OR ${eb.exists(unclaimed)})`;
};

const hasOneLapsed = (now: RawBuilder<string>): RawBuilder<SqlBool> => {
  const one = expressionBuilder<Tables>()
    .selectFrom("v3_plans")
    .leftJoin("pw_leases", "pw_leases.plan_id", "v3_plans.plan_id")
    .select("v3_plans.plan_id")
    .where((eb) => hasLapsed(eb, now));
  return sql<SqlBool>`EXISTS ${one}`;
};

const lapsedStatement = (isLapsed: (now: RawBuilder<string>) => RawBuilder<SqlBool>) =>
  statement<{ readonly now: string }>()((db, $, { clock }) =>
    db.selectNoFrom(isLapsed(clock === null ? $("now") : clock.instant(clock.reading)).as("lapsed")),
  );

/** Whether a claim has to wait; `now` counts for an engine without a clock of its own. */
export const IS_LAPSED = lapsedStatement(isAnythingLapsed);

/** Likewise, and looks at all work in progress, one by one. */
export const IS_ANY_LAPSED = lapsedStatement(
  (now) => sql<SqlBool>`(${isAnythingLapsed(now)} OR ${hasOneLapsed(now)})`,
);

import { expressionBuilder, type RawBuilder, sql } from "kysely";
import type { Tables } from "../../rows/Tables.ts";
import { literal } from "../../Statement.ts";

/** The columns that hold when a worked phase first began. */
const STARTED = {
  strategize: "v3_plans.strategize_started_at",
  execute: "v3_plans.execute_started_at",
  apply: "v3_plans.apply_started_at",
} as const;

/** The start of a phase after a claim: the first one stays, and only the plan's own phase gets one. */
const startOf = (phase: keyof typeof STARTED, at: RawBuilder<string>) => {
  const start = sql.ref(STARTED[phase]);
  const place = sql.ref("v3_plans.phase");
  return sql<
    string | null
  >`CASE WHEN ${place} = ${literal(phase)} THEN coalesce(${start}, ${at}) ELSE ${start} END`;
};

/** What a claim changes of a plan's row, as the rule `claimed` has it. */
export const takenColumns = (at: RawBuilder<string>) => {
  const eb = expressionBuilder<Tables, "v3_plans">();
  return {
    processing_state: literal("processing"),
    lease_fence: eb("v3_plans.lease_fence", "+", literal(1)),
    strategize_started_at: startOf("strategize", at),
    execute_started_at: startOf("execute", at),
    apply_started_at: startOf("apply", at),
    updated_at: at,
    version: eb("v3_plans.version", "+", literal(1)),
  };
};

import { defineEntity, p } from "@mikro-orm/core";
import { ActionRow } from "./ActionRow.ts";
import { flag, integer, real, text, varchar } from "./columns.ts";

/** `v3_plans` (storage.md section 2); the columns that are derived from others are written by the mapping and only filtered by. */
export const PlanSchema = defineEntity({
  name: "PlanRow",
  tableName: "v3_plans",
  properties: {
    plan_id: varchar(26).primary(),
    // One column of two: the root is a column of its own below, and the pair keeps a child's root its parent's.
    parent: () =>
      p
        .manyToOne(PlanRow)
        .mapToPk()
        .nullable()
        .joinColumns("parent_plan_id", "root_plan_id")
        .referencedColumnNames("plan_id", "root_plan_id")
        .ownColumns("parent_plan_id")
        .deleteRule("restrict")
        .index("ix_v3_plans_parent_root"),
    root: () => p.manyToOne(PlanRow).mapToPk().joinColumn("root_plan_id").deleteRule("restrict").index(false),
    attempt: integer().default(1),
    namespaced_name: varchar(255).nullable(),
    namespace: varchar(255).nullable(),
    action: p.manyToOne(ActionRow).mapToPk().name("action_name").deleteRule("restrict").index(false),
    description: text(),
    definition_of_done: text().nullable(),
    phase: varchar(20).default("action"),
    processing_state: varchar(20).default("queued"),
    automation_profile: text(),
    effective_profile_snapshot: text(),
    profile_digest: text().nullable(),
    profile_name: text().nullable(),
    strategy_actor: varchar(255).nullable(),
    execution_actor: varchar(255).nullable(),
    review_actor: varchar(255).nullable(),
    apply_actor: varchar(255).nullable(),
    estimation_actor: varchar(255).nullable(),
    invariant_actor: varchar(255).nullable(),
    error_message: text().nullable(),
    error_details_json: text().nullable(),
    changeset_id: varchar(26).nullable(),
    sandbox_refs_json: text().nullable(),
    validation_summary_json: text().nullable(),
    decision_root_id: varchar(26).nullable(),
    execution_environment: varchar(255).nullable(),
    execution_env_priority: varchar(20).nullable(),
    reusable: flag().default(1),
    read_only: flag().default(0),
    tags_json: text().nullable(),
    created_by: varchar(255).nullable(),
    created_at: text(),
    updated_at: text(),
    queued_at: text().nullable(),
    strategize_started_at: text().nullable(),
    strategize_completed_at: text().nullable(),
    execute_started_at: text().nullable(),
    execute_completed_at: text().nullable(),
    apply_started_at: text().nullable(),
    applied_at: text().nullable(),
    completed_at: text().nullable(),
    reversion_count: integer().default(0),
    last_completed_step: integer().default(-1),
    last_checkpoint_id: text().nullable(),
    retry_count: integer().default(0),
    cost_total: real().default(0),
    calls_in_phase: integer().default(0),
    subplan_settings_json: text().nullable(),
    subplan_mode: text().default("parallel"),
    subplan_max_parallel: integer().default(4),
    lease_fence: integer().default(0),
    version: integer().default(1),
  },
  indexes: [
    { name: "ix_v3_plans_created", properties: ["created_at", "plan_id"] },
    { name: "ix_v3_plans_phase_created", properties: ["phase", "created_at", "plan_id"] },
    { name: "ix_v3_plans_state_created", properties: ["processing_state", "created_at", "plan_id"] },
    {
      name: "ix_v3_plans_phase_state_created",
      properties: ["phase", "processing_state", "created_at", "plan_id"],
    },
    { name: "ix_v3_plans_action_created", properties: ["action", "created_at", "plan_id"] },
    { name: "ix_v3_plans_root_created", properties: ["root", "created_at", "plan_id"] },
    { name: "ix_v3_plans_profile_created", properties: ["profile_name", "created_at", "plan_id"] },
    { name: "ix_v3_plans_digest", properties: ["profile_digest"] },
    {
      name: "ix_v3_plans_name",
      expression: "CREATE INDEX ix_v3_plans_name ON v3_plans (namespaced_name COLLATE NOCASE)",
    },
    {
      name: "ix_v3_plans_short_id",
      expression: "CREATE INDEX ix_v3_plans_short_id ON v3_plans (upper(substr(plan_id, -8)))",
    },
    {
      name: "ix_v3_plans_claim",
      properties: ["processing_state", "queued_at", "plan_id"],
      where: "processing_state = 'queued' AND phase <> 'action'",
    },
    {
      // One of two columns of a relation, which an index cannot name as a property.
      name: "ix_v3_plans_open",
      expression:
        "CREATE INDEX ix_v3_plans_open ON v3_plans (parent_plan_id) WHERE lease_fence > 0 AND processing_state IN ('queued', 'processing', 'complete')",
    },
    {
      name: "ix_v3_plans_unfinished",
      expression:
        "CREATE INDEX ix_v3_plans_unfinished ON v3_plans (parent_plan_id, created_at, plan_id) WHERE processing_state NOT IN ('applied', 'cancelled')",
    },
    {
      name: "ix_v3_plans_unclaimed",
      properties: ["lease_fence", "plan_id"],
      where: "processing_state = 'processing' AND lease_fence = 0",
    },
  ],
  uniques: [{ name: "uq_v3_plans_root", properties: ["plan_id", "root"] }],
  checks: [
    { name: "ck_v3_plans_phase", expression: "phase IN ('action', 'strategize', 'execute', 'apply')" },
    {
      name: "ck_v3_plans_state",
      expression:
        "processing_state IN ('queued', 'processing', 'errored', 'complete', 'cancelled', 'applied', 'constrained')",
    },
    { name: "ck_v3_plans_root", expression: "(parent_plan_id IS NULL) = (root_plan_id = plan_id)" },
    { name: "ck_v3_plans_parent", expression: "parent_plan_id <> plan_id" },
  ],
});

/** The class that the ORM knows the table by, so that the entity can refer to itself; it is never instantiated. */
export class PlanRow extends PlanSchema.class {}
PlanSchema.setClass(PlanRow);

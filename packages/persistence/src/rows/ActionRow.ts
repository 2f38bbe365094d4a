import { defineEntity } from "@mikro-orm/core";
import { flag, integer, text, varchar } from "./columns.ts";

/** `actions`: the templates. `inputs_schema_json` is the adopted store's and neither read nor written here. */
export const ActionRow = defineEntity({
  name: "ActionRow",
  tableName: "actions",
  properties: {
    namespaced_name: varchar(255).primary(),
    namespace: varchar(255),
    name: varchar(255),
    description: text(),
    long_description: text().nullable(),
    definition_of_done: text().nullable(),
    strategy_actor: varchar(255),
    execution_actor: varchar(255),
    review_actor: varchar(255).nullable(),
    apply_actor: varchar(255).nullable(),
    estimation_actor: varchar(255).nullable(),
    invariant_actor: varchar(255).nullable(),
    automation_profile: varchar(255).nullable(),
    reusable: flag().default(1),
    read_only: flag().default(0),
    state: varchar(20).default("available"),
    inputs_schema_json: text().nullable(),
    tags_json: text().nullable(),
    created_by: varchar(255).nullable(),
    created_at: text(),
    updated_at: text(),
    safety_profile_json: text().nullable(),
    version: integer().default(1),
  },
  indexes: [
    { name: "ix_actions_namespace", properties: ["namespace"] },
    { name: "ix_actions_state", properties: ["state"] },
  ],
  checks: [{ name: "ck_actions_state", expression: "state IN ('available', 'archived')" }],
});

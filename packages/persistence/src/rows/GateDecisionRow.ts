import { defineEntity } from "@mikro-orm/core";
import { integer, real, serial, text } from "./columns.ts";

/** `pw_gate_decisions`: only ever added to, and without a foreign key, because decisions outlive their plans. */
export const GateDecisionRow = defineEntity({
  name: "GateDecisionRow",
  tableName: "pw_gate_decisions",
  properties: {
    seq: serial(),
    decision_id: text().unique(),
    plan_id: text(),
    root_plan_id: text(),
    plan_version: integer(),
    operation: text(),
    threshold_name: text().nullable(),
    threshold_value: real().nullable(),
    confidence: real().nullable(),
    outcome: text(),
    rule: text(),
    request_json: text(),
    snapshot_digest: text(),
    actor: text(),
    at: text(),
  },
  indexes: [{ name: "ix_pw_gate_decisions_plan", properties: ["plan_id", "seq"] }],
  checks: [
    { name: "ck_pw_gate_decisions_seq", expression: "seq > 0" },
    {
      name: "ck_pw_gate_decisions_outcome",
      expression: "outcome IN ('automatic', 'needs_approval', 'refused', 'approved')",
    },
  ],
});

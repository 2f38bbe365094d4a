import { defineEntity } from "@mikro-orm/core";
import { serial, text } from "./columns.ts";

/** `pw_findings`: what was found wrong in stored rows, with what it was before. */
export const FindingRow = defineEntity({
  name: "FindingRow",
  tableName: "pw_findings",
  properties: {
    id: serial(),
    plan_id: text().nullable(),
    kind: text(),
    original_json: text(),
    action_taken: text(),
    migration: text().nullable(),
    at: text(),
  },
  indexes: [{ name: "ix_pw_findings_plan", properties: ["plan_id"] }],
});

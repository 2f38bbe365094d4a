import { defineEntity, p } from "@mikro-orm/core";
import { integer, text } from "./columns.ts";
import { PlanRow } from "./PlanRow.ts";

/** `pw_leases`: at most one for each plan. */
export const LeaseRow = defineEntity({
  name: "LeaseRow",
  tableName: "pw_leases",
  properties: {
    plan: p
      .manyToOne(PlanRow)
      .mapToPk()
      .primary()
      .name("plan_id")
      .columnType("TEXT")
      .deleteRule("cascade")
      .index(false),
    fence: integer(),
    secret_hash: text(),
    worker: text(),
    claimed_at: text(),
    expires_at: text(),
    lease_seconds: integer(),
  },
  indexes: [{ name: "ix_pw_leases_expires", properties: ["expires_at"] }],
});

import { defineEntity } from "@mikro-orm/core";
import { integer, serial, text } from "./columns.ts";

/** `pw_events`: only ever added to, and without a foreign key, because events outlive their plans. */
export const EventRow = defineEntity({
  name: "EventRow",
  tableName: "pw_events",
  properties: {
    id: serial(),
    at: text(),
    type: text(),
    plan_id: text().nullable(),
    root_plan_id: text().nullable(),
    version: integer().nullable(),
    actor: text(),
    data_json: text(),
  },
  indexes: [
    { name: "ix_pw_events_plan", properties: ["plan_id", "id"] },
    { name: "ix_pw_events_root", properties: ["root_plan_id", "id"] },
  ],
  checks: [{ name: "ck_pw_events_id", expression: "id > 0" }],
});

import { defineEntity, p } from "@mikro-orm/core";
import { integer, serial, text, varchar } from "./columns.ts";
import { PlanRow } from "./PlanRow.ts";

/** `plan_arguments`: what a plan was made with, in the order of their positions. */
export const PlanArgumentRow = defineEntity({
  name: "PlanArgumentRow",
  tableName: "plan_arguments",
  properties: {
    id: serial(),
    plan: p
      .manyToOne(PlanRow)
      .mapToPk()
      .name("plan_id")
      .deleteRule("cascade")
      .index("ix_plan_arguments_plan"),
    name: varchar(255),
    value_json: text().nullable(),
    position: integer().default(0),
  },
  uniques: [{ name: "ux_plan_arguments_name", properties: ["plan", "name"] }],
});

import { defineEntity, p } from "@mikro-orm/core";
import { flag, serial, varchar } from "./columns.ts";
import { PlanRow } from "./PlanRow.ts";

/** `plan_projects`: what a plan works on, in the order of the ids. */
export const PlanProjectRow = defineEntity({
  name: "PlanProjectRow",
  tableName: "plan_projects",
  properties: {
    id: serial(),
    plan: p.manyToOne(PlanRow).mapToPk().name("plan_id").deleteRule("cascade").index("ix_plan_projects_plan"),
    project_name: varchar(255),
    alias: varchar(255).nullable(),
    read_only: flag().default(0),
  },
  indexes: [{ name: "ix_plan_projects_project", properties: ["project_name", "plan"] }],
  uniques: [
    { name: "ux_plan_projects_project", properties: ["plan", "project_name"] },
    { name: "ux_plan_projects_alias", properties: ["plan", "alias"] },
  ],
});

import { defineEntity, p } from "@mikro-orm/core";
import { integer, serial, text, varchar } from "./columns.ts";
import { PlanRow } from "./PlanRow.ts";

/** `plan_invariants`: what must hold while a plan is worked on, in the order of their positions. */
export const PlanInvariantRow = defineEntity({
  name: "PlanInvariantRow",
  tableName: "plan_invariants",
  properties: {
    id: serial(),
    plan: p
      .manyToOne(PlanRow)
      .mapToPk()
      .name("plan_id")
      .deleteRule("cascade")
      .index("ix_plan_invariants_plan"),
    invariant_text: text(),
    source: varchar(20).default("plan"),
    position: integer().default(0),
  },
});

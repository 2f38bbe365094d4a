import { defineEntity, p } from "@mikro-orm/core";
import { text } from "./columns.ts";

/** `pw_repairs`: marks, within one transaction, a plan whose frozen columns may be replaced. */
export const RepairSchema = defineEntity({
  name: "RepairRow",
  tableName: "pw_repairs",
  properties: {
    plan_id: text().primary(),
    // Refers to a row that cannot exist, so that a marker which was not taken away again cannot be committed.
    barrier: () =>
      p
        .manyToOne(RepairRow)
        .mapToPk()
        .name("barrier")
        .joinColumn("barrier")
        .columnType("TEXT")
        .default("")
        .deleteRule("restrict")
        .deferMode("deferred")
        .index(false),
  },
  checks: [
    { name: "ck_pw_repairs_plan", expression: "plan_id <> ''" },
    { name: "ck_pw_repairs_barrier", expression: "barrier = ''" },
  ],
});

/** The class that the ORM knows the table by, so that the entity can refer to itself; it is never instantiated. */
export class RepairRow extends RepairSchema.class {}
RepairSchema.setClass(RepairRow);

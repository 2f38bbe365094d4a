import { defineEntity, p } from "@mikro-orm/core";
import { integer } from "./columns.ts";
import { PlanRow } from "./PlanRow.ts";

/** `pw_dependencies`: the siblings that a plan waits for, in the order given at spawn. */
export const DependencyRow = defineEntity({
  name: "DependencyRow",
  tableName: "pw_dependencies",
  properties: {
    plan: p
      .manyToOne(PlanRow)
      .mapToPk()
      .primary()
      .name("plan_id")
      .columnType("TEXT")
      .deleteRule("cascade")
      .index(false),
    depends_on: p
      .manyToOne(PlanRow)
      .mapToPk()
      .primary()
      .name("depends_on_plan_id")
      .columnType("TEXT")
      .deleteRule("restrict")
      .index("ix_pw_dependencies_on"),
    position: integer(),
  },
});

import { defineEntity, p } from "@mikro-orm/core";
import { integer, text } from "./columns.ts";

/** `pw_prune`: lets, within one transaction, the rows of a log below a number be deleted. */
export const PruneSchema = defineEntity({
  name: "PruneRow",
  tableName: "pw_prune",
  properties: {
    log: text().primary(),
    before_id: integer(),
    // As in `pw_repairs`: a marker that was not taken away again cannot be committed.
    barrier: () =>
      p
        .manyToOne(PruneRow)
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
    { name: "ck_pw_prune_log", expression: "log IN ('pw_events', 'pw_gate_decisions')" },
    { name: "ck_pw_prune_barrier", expression: "barrier = ''" },
  ],
});

/** The class that the ORM knows the table by, so that the entity can refer to itself; it is never instantiated. */
export class PruneRow extends PruneSchema.class {}
PruneSchema.setClass(PruneRow);

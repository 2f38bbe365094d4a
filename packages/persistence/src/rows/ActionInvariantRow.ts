import { defineEntity, p } from "@mikro-orm/core";
import { ActionRow } from "./ActionRow.ts";
import { integer, serial, text } from "./columns.ts";

/** `action_invariants`: what must hold in every plan made from an action. */
export const ActionInvariantRow = defineEntity({
  name: "ActionInvariantRow",
  tableName: "action_invariants",
  properties: {
    id: serial(),
    action: p
      .manyToOne(ActionRow)
      .mapToPk()
      .name("action_name")
      .deleteRule("cascade")
      .index("ix_action_invariants_action"),
    invariant_text: text(),
    position: integer().default(0),
    created_at: text().nullable(),
  },
});

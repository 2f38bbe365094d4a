import { defineEntity, p } from "@mikro-orm/core";
import { ActionRow } from "./ActionRow.ts";
import { float, integer, serial, text, varchar } from "./columns.ts";

/** `action_arguments`: what plans made from an action are asked for. */
export const ActionArgumentRow = defineEntity({
  name: "ActionArgumentRow",
  tableName: "action_arguments",
  properties: {
    id: serial(),
    action: p.manyToOne(ActionRow).mapToPk().name("action_name").deleteRule("cascade").index(false),
    name: varchar(255),
    arg_type: varchar(20),
    requirement: varchar(20).default("required"),
    description: text().nullable(),
    default_value_json: text().nullable(),
    min_value: float().nullable(),
    max_value: float().nullable(),
    validation_pattern: text().nullable(),
    position: integer().default(0),
  },
  uniques: [{ name: "uq_action_arguments_name", properties: ["action", "name"] }],
});

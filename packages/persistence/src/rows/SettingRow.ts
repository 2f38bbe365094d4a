import { defineEntity } from "@mikro-orm/core";
import { text } from "./columns.ts";

/** `pw_settings`: a project of '' stands for all projects. */
export const SettingRow = defineEntity({
  name: "SettingRow",
  tableName: "pw_settings",
  properties: {
    project: text().primary(),
    key: text().primary(),
    value_json: text(),
    updated_at: text(),
    updated_by: text(),
  },
});

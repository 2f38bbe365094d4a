import { defineEntity } from "@mikro-orm/core";
import { integer, text } from "./columns.ts";

/** `pw_profiles`: the custom profiles, each as the canonical text of its stored form. */
export const ProfileRow = defineEntity({
  name: "ProfileRow",
  tableName: "pw_profiles",
  properties: {
    name: text().primary(),
    profile_json: text(),
    created_at: text(),
    updated_at: text(),
    created_by: text().nullable(),
    version: integer().default(1),
  },
});

import { defineEntity } from "@mikro-orm/core";
import { text } from "./columns.ts";

/** `pw_snapshots`: the canonical text of each profile that a plan was frozen with, by its SHA-256; only ever added to. */
export const SnapshotRow = defineEntity({
  name: "SnapshotRow",
  tableName: "pw_snapshots",
  properties: {
    digest: text().primary(),
    text: text(),
  },
});

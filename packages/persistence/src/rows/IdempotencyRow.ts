import { defineEntity } from "@mikro-orm/core";
import { text } from "./columns.ts";

/** `pw_idempotency`: the keys under which something was created, until they expire. */
export const IdempotencyRow = defineEntity({
  name: "IdempotencyRow",
  tableName: "pw_idempotency",
  properties: {
    actor: text().primary(),
    operation: text().primary(),
    key: text().primary(),
    request_digest: text(),
    subject: text(),
    created_at: text(),
    expires_at: text(),
  },
  indexes: [{ name: "ix_pw_idempotency_expires", properties: ["expires_at"] }],
});

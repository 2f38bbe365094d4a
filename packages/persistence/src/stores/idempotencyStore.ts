import {
  type IdempotencyRecord,
  type IdempotencyStore,
  isInstant,
  parseActor,
  type StorageError,
} from "@planwright/domain";
import * as Effect from "effect/Effect";
import { sql } from "kysely";
import { asBoolean } from "../mapping/scalars.ts";
import type { Row } from "../rows/Tables.ts";
import { type Args, statement } from "../Statement.ts";
import { corrupt } from "./corrupt.ts";
import { lockName, TRY_LOCK } from "./namedLock.ts";
import type { StoreContext } from "./StoreContext.ts";
import { sideBySide } from "./sideBySide.ts";

interface ScopeArgs extends Args {
  readonly actor: string;
  readonly operation: string;
  readonly key: string;
}

interface RecordArgs extends ScopeArgs {
  readonly requestDigest: string;
  readonly subject: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

const FIND = statement<ScopeArgs & { readonly now: string }>()((db, $, { unindexed }) =>
  db
    .selectFrom("pw_idempotency")
    .selectAll()
    .where("actor", "=", $("actor"))
    .where("operation", "=", $("operation"))
    .where("key", "=", $("key"))
    .where(unindexed(sql.ref("expires_at")), ">", $("now")),
);

const DELETE_DEAD = statement<{ readonly now: string }>()((db, $) =>
  db.deleteFrom("pw_idempotency").where("expires_at", "<=", $("now")),
);

const INSERT = statement<RecordArgs>()((db, $) =>
  db.insertInto("pw_idempotency").values({
    actor: $("actor"),
    operation: $("operation"),
    key: $("key"),
    request_digest: $("requestDigest"),
    subject: $("subject"),
    created_at: $("createdAt"),
    expires_at: $("expiresAt"),
  }),
);

const isOperation = (text: string): text is IdempotencyRecord["operation"] =>
  text === "plan use" || text === "plan spawn" || text === "action create";

const readRecord = (row: Row<"pw_idempotency">): Effect.Effect<IdempotencyRecord, StorageError> => {
  const { created_at: createdAt, expires_at: expiresAt, key, operation, subject } = row;
  const actor = parseActor(row.actor);
  return actor !== undefined && isOperation(operation) && isInstant(createdAt) && isInstant(expiresAt)
    ? Effect.succeed({
        actor,
        operation,
        key,
        requestDigest: row.request_digest,
        subject,
        createdAt,
        expiresAt,
      })
    : corrupt(`the idempotency key ${JSON.stringify(key)}`);
};

/** The idempotency keys of a unit of work. */
export const idempotencyStore = ({ session }: StoreContext): IdempotencyStore => ({
  reserve: ({ actor, key, operation }) =>
    session.engine.locks === null
      ? Effect.succeed(true)
      : Effect.map(session.get(TRY_LOCK, { name: lockName("idempotency", actor, operation, key) }), (row) =>
          asBoolean(row?.taken),
        ),

  find: ({ actor, key, operation }, now) =>
    Effect.flatMap(session.get(FIND, { actor, key, operation, now }), (row) =>
      row === undefined ? Effect.succeed(null) : readRecord(row),
    ),

  insert: (record) =>
    Effect.asVoid(
      session.atomic(
        sideBySide(session, {
          dead: session.run(DELETE_DEAD, { now: record.createdAt }),
          added: session.run(INSERT, { ...record }),
        }),
      ),
    ),
});

import * as HashMap from "effect/HashMap";
import * as Option from "effect/Option";
import * as Result from "effect/Result";
import type { IdempotencyRecord, IdempotencyStore } from "../../src/idempotency/IdempotencyStore.ts";
import type { Instant } from "../../src/time/Instant.ts";
import { deepFreeze } from "./deepFreeze.ts";
import { ask, change, conflict, hold, type Unit } from "./Unit.ts";

const keyOf = ({ actor, key, operation }: Pick<IdempotencyRecord, "actor" | "operation" | "key">): string =>
  JSON.stringify([actor, operation, key]);

const lives = (record: IdempotencyRecord, now: Instant): boolean => record.expiresAt > now;

/** The idempotency keys of a unit of work. */
export const memoryIdempotencyStore = (unit: Unit): IdempotencyStore => ({
  // Writers follow one another, so no other request can be on its way.
  reserve: () => hold(unit, () => true),

  find: (scope, now) =>
    ask(unit, (state) => {
      const record = Option.getOrNull(HashMap.get(state.idempotency, keyOf(scope)));
      return record !== null && lives(record, now) ? record : null;
    }),

  insert: (record) =>
    change(unit, (state) => {
      const living = HashMap.filter(state.idempotency, (other) => lives(other, record.createdAt));
      return HashMap.has(living, keyOf(record))
        ? Result.fail(conflict("pw_idempotency.key"))
        : Result.succeed([
            undefined,
            { ...state, idempotency: HashMap.set(living, keyOf(record), deepFreeze({ ...record })) },
          ]);
    }),
});

import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { Actor } from "../actor/Actor.ts";
import type { IdempotencyRecord } from "../idempotency/IdempotencyStore.ts";
import { InvalidInput } from "../input/InvalidInput.ts";
import { checkText, LINE } from "../input/text.ts";
import { canonicalJson } from "../json/canonicalJson.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import type { Moment } from "../plan/Moment.ts";
import { PlanError } from "../plan/PlanError.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import { Instant } from "../time/Instant.ts";
import type { PlansContext } from "./PlansContext.ts";

/** How long a key is remembered (domain.md section 10). */
export const KEY_LIFE_MILLIS = 24 * 60 * 60 * 1_000;

/** A request under a key: the same one is answered with what it made, another one is refused. */
export interface KeyedRequest {
  readonly operation: IdempotencyRecord["operation"];
  readonly key: string;
  readonly digest: string;
}

/** Refuses a key that is not one line of text. */
export const checkKey = (key: string | undefined): Effect.Effect<void, InvalidInput> => {
  const issues = key === undefined ? [] : checkText(["idempotency_key"], key, { ...LINE, max: 255 });
  return issues.length === 0 ? Effect.void : Effect.fail(new InvalidInput({ subject: "", issues }));
};

/** The keyed form of a request; undefined without a key. */
export const keyedRequest = (
  context: PlansContext,
  operation: IdempotencyRecord["operation"],
  key: string | undefined,
  request: JsonObject,
): Effect.Effect<KeyedRequest | undefined, InvalidInput> => {
  if (key === undefined) return Effect.succeed(undefined);
  const keyed = Result.match(canonicalJson(request), {
    onSuccess: (text) => Effect.succeed({ operation, key, digest: context.crypto.sha256(text) }),
    onFailure: (error) => Effect.fail(InvalidInput.at("", [], error.message)),
  });
  return Effect.andThen(checkKey(key), keyed);
};

/** Keeps a key for this unit of work, before anything is read or locked; a key that is in use elsewhere is a conflict. */
export const reserveKey = Effect.fnUntraced(function* (
  stores: Stores,
  actor: Actor,
  operation: KeyedRequest["operation"],
  key: string | undefined,
): Effect.fn.Return<void, PlanError | StorageError> {
  if (key === undefined || (yield* stores.idempotency.reserve({ actor, operation, key }))) return;
  return yield* new PlanError({ reason: { _tag: "KeyInFlight", key } });
});

/** What the key made before, or null when it is new; another request under the key is invalid input. */
export const findReplay = Effect.fnUntraced(function* (
  stores: Stores,
  moment: Moment,
  request: KeyedRequest | undefined,
): Effect.fn.Return<string | null, InvalidInput | StorageError> {
  if (request === undefined) return null;
  const { digest, key, operation } = request;
  const record = yield* stores.idempotency.find({ actor: moment.actor, operation, key }, moment.at);
  if (record === null) return null;
  if (record.requestDigest === digest) return record.subject;
  return yield* InvalidInput.at(
    "",
    ["idempotency_key"],
    "was used for another request within the last 24 hours; use a new key",
  );
});

/** Remembers what a key made, in the transaction that made it. */
export const rememberKey = (
  stores: Stores,
  moment: Moment,
  request: KeyedRequest | undefined,
  subject: string,
): Effect.Effect<void, StorageError> =>
  request === undefined
    ? Effect.void
    : stores.idempotency.insert({
        actor: moment.actor,
        operation: request.operation,
        key: request.key,
        requestDigest: request.digest,
        subject,
        createdAt: moment.at,
        expiresAt: Instant.addMillis(moment.at, KEY_LIFE_MILLIS),
      });

import * as Arbitrary from "effect/Arbitrary";
import type { JsonObject, JsonValue } from "../../src/json/JsonValue.ts";
import { oneOf, pick } from "./choose.ts";
import { anyNumber, whole } from "./numbers.ts";
import { text } from "./text.ts";

const leaf: Arbitrary.Arbitrary<JsonValue> = oneOf<JsonValue>([
  pick([null, true, false]),
  whole(-1000, 1000),
  anyNumber,
  text(60),
]);

const objectOf = (value: Arbitrary.Arbitrary<JsonValue>): Arbitrary.Arbitrary<JsonObject> =>
  Arbitrary.map(Arbitrary.array(Arbitrary.all([text(20), value]), { maxLength: 3 }), (entries) =>
    // Makes own properties of all keys, `__proto__` included.
    Object.fromEntries(entries),
  );

const deeper = (value: Arbitrary.Arbitrary<JsonValue>): Arbitrary.Arbitrary<JsonValue> =>
  oneOf<JsonValue>([leaf, Arbitrary.array(value, { maxLength: 3 }), objectOf(value)]);

/** Any JSON value of at most three levels. */
export const anyJson: Arbitrary.Arbitrary<JsonValue> = deeper(deeper(deeper(leaf)));

/** Any JSON object of at most three levels, hostile keys included. */
export const anyJsonObject: Arbitrary.Arbitrary<JsonObject> = objectOf(deeper(deeper(leaf)));

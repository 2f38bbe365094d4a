import * as Arbitrary from "effect/Arbitrary";
import type { JsonObject, JsonValue } from "../../src/json/JsonValue.ts";
import { pick } from "./pick.ts";

/** Texts that writers and readers of JSON get wrong. */
export const anyString = Arbitrary.map(
  Arbitrary.array(pick("a", "b", '"', "\\", "/", "\0", "\n", "\u001f", "é", "\u2028", "🙂", "__proto__"), {
    maxLength: 3,
  }),
  (parts) => parts.join(""),
);

const scalar: Arbitrary.Arbitrary<JsonValue> = Arbitrary.flatMap(pick(0, 1), (which) =>
  which === 0 ? anyString : pick<JsonValue>(null, true, false, 0, 1, -1, 0.1, 1e21, 5e-324, -1.5e-9, 2 ** 53),
);

/** An own property whatever its name, as `JSON.parse` makes it. */
const objectOf = (entries: ReadonlyArray<readonly [string, JsonValue]>): JsonObject =>
  Object.fromEntries(entries);

const nest = (inner: Arbitrary.Arbitrary<JsonValue>): Arbitrary.Arbitrary<JsonValue> =>
  Arbitrary.flatMap(pick("scalar", "list", "object"), (kind): Arbitrary.Arbitrary<JsonValue> => {
    if (kind === "scalar") return scalar;
    if (kind === "list") return Arbitrary.array(inner, { maxLength: 3 });
    return Arbitrary.map(Arbitrary.array(Arbitrary.all([anyString, inner]), { maxLength: 4 }), objectOf);
  });

/** JSON values of up to four levels. */
export const anyJson: Arbitrary.Arbitrary<JsonValue> = nest(nest(nest(nest(scalar))));

/** The same value with the keys of every object in another order, chosen by `seed`. */
export const shuffled = (value: JsonValue, seed: number): JsonValue => {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => shuffled(item, seed));
  const entries = Object.entries(value);
  const turn = entries.length === 0 ? 0 : seed % entries.length;
  const turned = [...entries.slice(turn), ...entries.slice(0, turn)];
  if (seed % 2 === 1) turned.reverse();
  return objectOf(turned.map(([key, item]) => [key, shuffled(item, seed)]));
};

/** Equality by own keys, `__proto__` included, which matchers overlook. */
export const isSameJson = (left: JsonValue, right: JsonValue): boolean => {
  if (typeof left !== "object" || left === null || typeof right !== "object" || right === null) {
    return left === right;
  }
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const others = new Map<string, JsonValue>(Object.entries(right));
  const entries: ReadonlyArray<readonly [string, JsonValue]> = Object.entries(left);
  return (
    entries.length === others.size &&
    entries.every(([key, value]) => {
      const other = others.get(key);
      return other !== undefined && isSameJson(value, other);
    })
  );
};

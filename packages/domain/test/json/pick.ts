import * as Arbitrary from "effect/Arbitrary";
import * as Schema from "effect/Schema";

/** A whole number from `minimum` to `maximum`. */
export const between = (minimum: number, maximum: number): Arbitrary.Arbitrary<number> =>
  Arbitrary.map(
    Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum, maximum }))),
    (value) => value + 0,
  );

/** One of the given values; shrinks towards the first. */
export const pick = <A>(first: A, ...others: ReadonlyArray<A>): Arbitrary.Arbitrary<A> =>
  Arbitrary.map(between(0, others.length), (index) => (index === 0 ? first : (others[index - 1] ?? first)));

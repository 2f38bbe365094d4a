import * as Arbitrary from "effect/Arbitrary";
import * as Schema from "effect/Schema";

/** One of the values, each as likely as the others; shrinks towards the first. */
export const pick = <const A>(values: ReadonlyArray<A>): Arbitrary.Arbitrary<A> =>
  oneOf(values.map((value): Arbitrary.Arbitrary<A> => Arbitrary.Constant(value)));

/** A value of one of the arbitraries, each as likely as the others. */
export const oneOf = <A>(arbitraries: ReadonlyArray<Arbitrary.Arbitrary<A>>): Arbitrary.Arbitrary<A> => {
  const [first] = arbitraries;
  if (first === undefined) throw new RangeError("there is nothing to choose from");
  const index = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: arbitraries.length - 1 }));
  return Arbitrary.flatMap(Arbitrary.schema(index), (at) => arbitraries[at] ?? first);
};

/** A value, or null once in three times. */
export const orNull = <A>(arbitrary: Arbitrary.Arbitrary<A>): Arbitrary.Arbitrary<A | null> =>
  oneOf<A | null>([arbitrary, arbitrary, Arbitrary.Constant(null)]);

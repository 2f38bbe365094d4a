import * as Arbitrary from "effect/Arbitrary";
import * as Schema from "effect/Schema";

/** The largest integer of a 32-bit column. */
export const LARGEST_INTEGER = 2 ** 31 - 1;

/** No store tells -0 from 0. */
const plainZero = (value: number): number => (value === 0 ? 0 : value);

/** A whole number between two, both included. */
export const whole = (minimum: number, maximum = LARGEST_INTEGER): Arbitrary.Arbitrary<number> =>
  Arbitrary.map(Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum, maximum }))), plainZero);

/** A finite double between two, both included. */
export const real = (minimum: number, maximum: number): Arbitrary.Arbitrary<number> =>
  Arbitrary.map(Arbitrary.schema(Schema.Finite.check(Schema.isBetween({ minimum, maximum }))), plainZero);

/** Any finite double but -0. */
export const anyNumber: Arbitrary.Arbitrary<number> = Arbitrary.map(
  Arbitrary.schema(Schema.Finite),
  plainZero,
);

/** True or false. */
export const anyBoolean: Arbitrary.Arbitrary<boolean> = Arbitrary.schema(Schema.Boolean);

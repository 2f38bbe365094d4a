import * as Arbitrary from "effect/Arbitrary";
import type { Instant } from "../../src/time/Instant.ts";
import { instant } from "../recordFactory.ts";
import { oneOf } from "./choose.ts";
import { whole } from "./numbers.ts";

const LATEST_MILLIS = Date.parse("9999-12-31T23:59:59.999Z");

const at = (millis: Arbitrary.Arbitrary<number>): Arbitrary.Arbitrary<Instant> =>
  Arbitrary.map(Arbitrary.all([millis, whole(0, 999)]), ([time, micros]) =>
    instant(`${new Date(time).toISOString().slice(0, 23)}${String(micros).padStart(3, "0")}Z`),
  );

/** Any instant from 1970 on, mostly near today, to the microsecond. */
export const anyInstant: Arbitrary.Arbitrary<Instant> = oneOf([
  at(whole(Date.parse("2020-01-01T00:00:00.000Z"), Date.parse("2030-01-01T00:00:00.000Z"))),
  at(whole(0, LATEST_MILLIS)),
]);

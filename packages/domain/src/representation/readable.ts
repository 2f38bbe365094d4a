import { isDamaged, type Readable } from "../json/Damaged.ts";
import type { DamagedData } from "./schema/damaged.ts";

/** A stored value as JSON shows it: written by `write`, or, where it is damaged, its length alone. */
export const readableData = <A, B>(value: Readable<A>, write: (value: A) => B): B | DamagedData =>
  isDamaged(value) ? { damaged: true, length: value.length } : write(value);

/** The same for a value that JSON shows as it is. */
export const plainData = <A>(value: Readable<A>): A | DamagedData => readableData(value, (plain) => plain);

/** The same for a value that may be absent. */
export const nullableData = <A>(value: Readable<A> | null): A | DamagedData | null =>
  value === null ? null : plainData(value);

import { type Instant, isDamaged, isInstant, type Readable } from "@planwright/domain";
import type { Damages } from "./Damages.ts";
import { asText } from "./scalars.ts";

/** The instant that a column holds, or damaged text. */
export const readInstant = (value: unknown, column: string, damages: Damages): Readable<Instant> =>
  isInstant(value) ? value : damages.add(column, asText(value));

/** Likewise for a column that may be NULL. */
export const readInstantOrNull = (
  value: unknown,
  column: string,
  damages: Damages,
): Readable<Instant> | null => (value === null ? null : readInstant(value, column, damages));

/** The text of an instant; question marks, which no instant has, in place of what could not be read. */
export const writeInstant = (instant: Readable<Instant>): string =>
  isDamaged(instant) ? "?".repeat(instant.length) : instant;

/** Likewise for an instant that may be absent. */
export const writeInstantOrNull = (instant: Readable<Instant> | null): string | null =>
  instant === null ? null : writeInstant(instant);

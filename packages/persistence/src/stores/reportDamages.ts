import * as Effect from "effect/Effect";
import type { DamagedColumn } from "../mapping/Damages.ts";

/** Rows that were reported are remembered up to this many; after that, nothing new is reported. */
const MOST_REMEMBERED = 100_000;

const reported = new Set<string>();

const describe = ({ column, length }: DamagedColumn): string => `${column} (${length} characters)`;

/**
 * Logs at WARN, once per row and process, which columns of a row cannot be read, by name and length.
 *
 * @param row what the row is, for example `Plan 01ARZ3NDEKTSV4RRFFQ69G5FAV`
 */
export const reportDamages = (
  ledger: string,
  row: string,
  found: ReadonlyArray<DamagedColumn>,
): Effect.Effect<void> =>
  Effect.suspend(() => {
    const key = `${ledger}\n${row}`;
    if (found.length === 0 || reported.size >= MOST_REMEMBERED || reported.has(key)) return Effect.void;
    reported.add(key);
    return Effect.logWarning(`${row} holds text that cannot be read: ${found.map(describe).join(", ")}.`);
  });

import type { MigrationReason } from "../MigrationError.ts";

/** A migration of this release, as far as a history must agree with it. */
export interface Revision {
  readonly name: string;
  readonly checksum: string;
}

/** A row of `pw_migrations`. */
export interface HistoryEntry extends Revision {
  /** Counted from 1. */
  readonly position: number;
  readonly predecessor: string | null;
}

const numberOf = (name: string): number => Number.parseInt(name, 10);

const misplaced = (
  found: string,
  wanted: Revision,
  history: ReadonlyArray<HistoryEntry>,
  release: ReadonlyArray<Revision>,
): MigrationReason => {
  if (!release.some(({ name }) => name === found))
    return { _tag: "HistoryMismatch", problem: "unknown", migration: found };
  const later = history.some(({ name }) => name === wanted.name);
  return {
    _tag: "HistoryMismatch",
    problem: later ? "reordered" : "missing",
    migration: later ? found : wanted.name,
  };
};

/**
 * What is wrong with a history (given in the order of its positions) in the eyes of a release; undefined when it is a beginning of the
 * release, or all of it. A right beginning with more behind it is a newer schema; anything else is a mismatch.
 */
export const judgeHistory = (
  history: ReadonlyArray<HistoryEntry>,
  release: ReadonlyArray<Revision>,
): MigrationReason | undefined => {
  const newest = release.at(-1);
  for (const [index, entry] of history.entries()) {
    const wanted = release[index];
    if (wanted === undefined || newest === undefined) {
      const last = history.at(-1)?.name ?? entry.name;
      return newest !== undefined && numberOf(last) > numberOf(newest.name)
        ? { _tag: "SchemaTooNew", newest: last, supported: newest.name }
        : { _tag: "HistoryMismatch", problem: "unknown", migration: entry.name };
    }
    if (entry.name !== wanted.name) return misplaced(entry.name, wanted, history, release);
    if (entry.checksum !== wanted.checksum)
      return { _tag: "HistoryMismatch", problem: "edited", migration: entry.name };
    const before = history[index - 1]?.name ?? null;
    if (entry.position !== index + 1 || entry.predecessor !== before)
      return { _tag: "HistoryMismatch", problem: "reordered", migration: entry.name };
  }
  return undefined;
};

import { statSync } from "node:fs";
import { StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { MEMORY } from "./openDatabase.ts";

const identityOf = (file: string): string | undefined => {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
};

const moved = (what: string): Effect.Effect<never, StorageError> =>
  Effect.fail(
    new StorageError({
      reason: { _tag: "Unavailable", what: `its ${what} was moved, replaced or removed while it was open` },
    }),
  );

/**
 * Fails when the file of an open connection, or the log beside it, is no longer where it was: SQLite would go on writing
 * into a file that nobody else can find, and everything would be lost with the process. The log appears with the first
 * use, and nothing of SQLite takes it away while a connection is open.
 */
export const stillThere = (file: string): Effect.Effect<void, StorageError> => {
  if (file === MEMORY) return Effect.void;
  const opened = identityOf(file);
  let log: string | undefined;
  return Effect.suspend(() => {
    if (identityOf(file) !== opened) return moved("file");
    const found = identityOf(`${file}-wal`);
    if (log !== undefined && found !== log) return moved("write-ahead log");
    log = found;
    return Effect.void;
  });
};

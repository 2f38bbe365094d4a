import { statSync } from "node:fs";
import { StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { MEMORY } from "./openDatabase.ts";

const identityOf = (file: string): string | undefined => {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
};

const MOVED = new StorageError({
  reason: { _tag: "Unavailable", what: "its file was moved, replaced or removed while it was open" },
});

/**
 * Fails when the file of an open connection is no longer where it was: SQLite would go on writing into a file that
 * nobody else can find, and everything would be lost with the process.
 */
export const stillThere = (file: string): Effect.Effect<void, StorageError> => {
  if (file === MEMORY) return Effect.void;
  const opened = identityOf(file);
  return Effect.suspend(() => (identityOf(file) === opened ? Effect.void : Effect.fail(MOVED)));
};

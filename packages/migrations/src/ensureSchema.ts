import type { Database } from "better-sqlite3";
import * as Effect from "effect/Effect";
import { attempt } from "./attempt.ts";
import { judgeHistory } from "./chain/judgeHistory.ts";
import { type Location, nameOf } from "./Location.ts";
import { MigrationError } from "./MigrationError.ts";
import { connect, look } from "./sqlite/connect.ts";
import { fileKind } from "./sqlite/fileKind.ts";
import { readHistory } from "./sqlite/history.ts";
import { newest, release } from "./sqlite/release.ts";
import { lacksWriteAheadLog, turnOnWriteAheadLog } from "./sqlite/writeAheadLog.ts";

/** How long first use may wait. */
export interface EnsureSchemaOptions {
  /** How long to wait for other processes, in milliseconds; 10,000 when it is missing. */
  readonly waitMillis?: number;
}

/** A schema that is current; `created` says that this call made it. */
export interface Ensured {
  readonly created: boolean;
  readonly schemaVersion: string;
}

/** Whether the schema is current, by one statement; throws where the history is not a beginning of this release's. */
const isCurrent = (database: Database, location: string): boolean => {
  const history = readHistory(database, location) ?? [];
  const reason = judgeHistory(history, release);
  if (reason !== undefined) throw new MigrationError({ reason, location });
  return history.length === release.length;
};

const currentFile = (file: string): boolean => {
  if (fileKind(file) === "missing") return false;
  const found = look(file, (database) => ({
    current: isCurrent(database, file),
    plain: lacksWriteAheadLog(database),
  }));
  if (found.current && found.plain) {
    const database = connect(file);
    try {
      turnOnWriteAheadLog(database);
    } finally {
      database.close();
    }
  }
  return found.current;
};

const currentHandle = (database: Database, location: string): boolean => {
  const current = isCurrent(database, location);
  if (current) turnOnWriteAheadLog(database);
  return current;
};

/**
 * Makes sure that the schema is current, and creates it in an empty or missing database and nowhere else: any other database that is behind
 * fails with `SchemaTooOld`, a newer one with `SchemaTooNew`. On a current database it costs one statement and loads no migration.
 */
export const ensureSchema = (
  location: Location,
  options: EnsureSchemaOptions = {},
): Effect.Effect<Ensured, MigrationError> => {
  const waitMillis = options.waitMillis ?? 10_000;
  const current = attempt(location, waitMillis, () =>
    location.engine === "sqlite"
      ? currentFile(location.file)
      : currentHandle(location.database, nameOf(location)),
  );
  const create = Effect.promise(() => import("./runUp.ts")).pipe(
    Effect.flatMap(({ runUp }) =>
      runUp(location, { onlyEmpty: true, onProgress: () => {}, backup: false, waitMillis }),
    ),
    Effect.map(({ applied }): Ensured => ({ created: applied.length > 0, schemaVersion: newest })),
  );
  return Effect.flatMap(current, (yes) =>
    yes ? Effect.succeed<Ensured>({ created: false, schemaVersion: newest }) : create,
  );
};

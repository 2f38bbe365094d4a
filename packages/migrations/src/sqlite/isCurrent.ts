import type { Database } from "better-sqlite3";
import type * as Effect from "effect/Effect";
import { judgeHistory } from "../chain/judgeHistory.ts";
import { nameOf, type SqliteLocation } from "../Location.ts";
import { MigrationError } from "../MigrationError.ts";
import { attempt } from "./attempt.ts";
import { connect, look } from "./connect.ts";
import { fileKind } from "./fileKind.ts";
import { readHistory } from "./history.ts";
import { release } from "./release.ts";
import { lacksWriteAheadLog, turnOnWriteAheadLog } from "./writeAheadLog.ts";

/** Whether the schema is current, by one statement; throws where the history is not a beginning of this release's. */
const currentHistory = (database: Database, location: string): boolean => {
  const history = readHistory(database, location) ?? [];
  const reason = judgeHistory(history, release);
  if (reason !== undefined) throw new MigrationError({ reason, location });
  return history.length === release.length;
};

const currentFile = (file: string): boolean => {
  if (fileKind(file) === "missing") return false;
  const found = look(file, (database) => ({
    current: currentHistory(database, file),
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
  const current = currentHistory(database, location);
  if (current) turnOnWriteAheadLog(database);
  return current;
};

/** Whether the schema is current, by one statement; a file that has lost its write-ahead log gets it back then. */
export const isCurrent = (
  location: SqliteLocation,
  waitMillis: number,
): Effect.Effect<boolean, MigrationError> =>
  attempt(location, waitMillis, () =>
    location.engine === "sqlite"
      ? currentFile(location.file)
      : currentHandle(location.database, nameOf(location)),
  );

import * as Effect from "effect/Effect";
import { pendingOf, versionOf } from "../chain/pending.ts";
import type { UpResult } from "../chain/UpResult.ts";
import type { Engine, RunUpOptions, Standing } from "../Engine.ts";
import { nameOf, type SqliteLocation } from "../Location.ts";
import { MigrationError } from "../MigrationError.ts";
import { attempt } from "./attempt.ts";
import { backupOnline } from "./backupOnline.ts";
import { chain } from "./chain.ts";
import { examine } from "./examine.ts";
import { inspect } from "./inspect.ts";
import { planUp } from "./planUp.ts";
import { type UpOptions, up } from "./up.ts";
import { upFile } from "./upFile.ts";
import { verifySchema } from "./verifySchema.ts";
import { turnOnWriteAheadLog } from "./writeAheadLog.ts";

const standing = (location: SqliteLocation): Standing => {
  const name = nameOf(location);
  const condition = inspect(location, (database) => examine(database, name, chain));
  return {
    condition,
    schemaVersion: versionOf(condition, chain),
    pending: pendingOf(condition, chain, undefined, name).map((migration) => migration.name),
  };
};

const runUp = (
  location: SqliteLocation,
  { backup, waitMillis, ...options }: RunUpOptions,
): Effect.Effect<UpResult, MigrationError> =>
  attempt(location, waitMillis, ({ nowMillis, leftMillis }) => {
    const full = { ...options, chain, nowMillis, patienceMillis: leftMillis };
    const copied = (file: string): UpOptions => (backup ? { ...full, backupOf: file } : full);
    if (location.engine === "sqlite") return upFile(location.file, copied(location.file));
    const { database } = location;
    const result = up(database, nameOf(location), database.memory ? full : copied(database.name));
    if (result.current) turnOnWriteAheadLog(database);
    return result;
  });

/** What SQLite does with a file or an open connection; an empty or missing file is a ledger that is not yet made. */
export const sqliteEngine = (location: SqliteLocation): Engine => ({
  name: "sqlite",
  createsOnFirstUse: true,
  standing: (waitMillis) => attempt(location, waitMillis, () => standing(location)),
  plan: (to, waitMillis) =>
    attempt(location, waitMillis, () =>
      inspect(location, (database) =>
        planUp(database, nameOf(location), to === undefined ? { chain } : { chain, to }),
      ),
    ),
  up: (options) => runUp(location, options),
  verify: (waitMillis) =>
    attempt(location, waitMillis, () =>
      inspect(location, (database) => verifySchema(database, nameOf(location), chain)),
    ),
  backup: (target, onPages) =>
    Effect.flatMap(
      Effect.promise(() => backupOnline(location, target, onPages)),
      (made) => (made instanceof MigrationError ? Effect.fail(made) : Effect.succeed(made)),
    ),
});

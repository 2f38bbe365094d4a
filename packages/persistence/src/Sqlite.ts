import { MikroORM, type SqlEntityManager, SqliteDriver } from "@mikro-orm/sql";
import type { StorageError } from "@planwright/domain";
import type { Database } from "better-sqlite3";
import * as Effect from "effect/Effect";
import type { Scope } from "effect/Scope";
import * as Semaphore from "effect/Semaphore";
import type { Connection, Transaction } from "./Connection.ts";
import type { Tables } from "./rows/Tables.ts";
import { failure } from "./sqlite/failure.ts";
import { stillThere } from "./sqlite/fileIdentity.ts";
import { BUSY_MILLIS, MEMORY, openDatabase } from "./sqlite/openDatabase.ts";
import { PreparedStatements } from "./sqlite/PreparedStatements.ts";
import { sqliteDialect } from "./sqlite/SqliteDialect.ts";
import { type SqliteHandle, SqliteSession } from "./sqlite/SqliteSession.ts";
import { waitForLock } from "./waitForLock.ts";

/** How long a unit of work waits for other processes, in milliseconds, unless it is told otherwise. */
export const DEFAULT_WAIT_MILLIS = 5_000;

/** What a connection may be told. */
export interface SqliteOptions<E = never, R = never> {
  /** How long a unit of work waits for other processes before it fails `Busy`, in milliseconds. */
  readonly waitMillis?: number | undefined;
  /** Runs on the new connection before anything else: the only way to give a database in memory its tables. */
  readonly prepare?: ((database: Database) => Effect.Effect<unknown, E, R>) | undefined;
}

/** Runs a step of the ORM; what its driver throws becomes the reason. */
const step = <A>(use: () => Promise<A>): Effect.Effect<A, StorageError> =>
  Effect.callback((resume) => {
    use().then(
      (answer) => resume(Effect.succeed(answer)),
      (cause: unknown) => resume(failure(cause, BUSY_MILLIS)),
    );
  });

let connections = 0;

/**
 * The entity manager that begins, commits and rolls back on a connection of ours. It is told of no entities: statements
 * are typed from them and need none of them at run time, and discovering them costs more than all the rest of a start.
 */
const entityManager = (database: Database): Effect.Effect<SqlEntityManager, StorageError, Scope> =>
  Effect.map(
    Effect.acquireRelease(
      step(async () => {
        const orm = new MikroORM({
          driver: SqliteDriver,
          driverOptions: sqliteDialect(database),
          dbName: database.name,
          entities: [],
          discovery: { warnWhenNoEntities: false },
          metadataCache: { enabled: false },
          ensureDatabase: false,
          debug: false,
          // Two instances of one name would share the transaction of whoever called both.
          contextName: `planwright-${++connections}`,
        });
        await orm.connect();
        return orm;
      }),
      (orm) => Effect.promise(() => orm.close()),
    ),
    (orm) => orm.em.fork(),
  );

const transaction = (
  em: SqlEntityManager,
  session: SqliteSession,
  waitMillis: number,
  leave: Effect.Effect<unknown>,
): Transaction => {
  const end = Effect.sync(() => session.end());
  const undo = Effect.orDie(step(() => em.rollback()));
  const rollback = Effect.ensuring(Effect.andThen(end, undo), leave);
  // Without a transaction there is nothing to commit, and what ended it is what the caller has to know.
  const lost = Effect.suspend(() => session.lost ?? Effect.void);
  const attempt = Effect.andThen(
    lost,
    step(() => em.commit()),
  );
  const commit = Effect.onError(waitForLock(attempt, waitMillis), () => undo);
  return {
    session,
    rollback,
    rehearse: Effect.andThen(rollback, lost),
    commit: Effect.ensuring(Effect.andThen(end, commit), leave),
    // With the write lock from the beginning to the end there is nobody to meet.
    worthAnother: () => false,
  };
};

/** One connection as units of work see it: they follow one another. */
const connectionOf = (em: SqlEntityManager, handle: SqliteHandle, waitMillis: number): Connection => {
  const permit = Semaphore.makeUnsafe(1);
  const check = stillThere(handle.database.name);
  const leave = permit.release(1);
  const begin = (readOnly: boolean) =>
    waitForLock(
      Effect.andThen(
        check,
        step(() => em.begin({ readOnly })),
      ),
      waitMillis,
    );
  return {
    single: true,
    begin: ({ mode }) =>
      Effect.andThen(
        Effect.interruptible(permit.take(1)),
        Effect.map(
          Effect.onError(begin(mode === "read"), () => leave),
          () => transaction(em, new SqliteSession(handle, mode), waitMillis, leave),
        ),
      ),
  };
};

/**
 * A connection to the ledger in a file, or in memory; closed with the scope. There is one connection, so one unit of
 * work at a time, reading ones too; the others wait for it in the order in which they came.
 */
export const openSqlite = <E = never, R = never>(
  file: string,
  options: SqliteOptions<E, R> = {},
): Effect.Effect<Connection, StorageError | E, Scope | R> =>
  Effect.gen(function* () {
    const { prepare, waitMillis = DEFAULT_WAIT_MILLIS } = options;
    const database = yield* waitForLock(openDatabase(file), waitMillis);
    if (prepare !== undefined) yield* prepare(database);
    const em = yield* entityManager(database);
    const statements = new PreparedStatements(database, em.getKysely<Tables>());
    const ledger = file === MEMORY ? `${MEMORY}${connections}` : file;
    return connectionOf(em, { database, statements, ledger, busyMillis: BUSY_MILLIS }, waitMillis);
  });

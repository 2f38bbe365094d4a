import { StorageError, type StorageReason, UnitOfWork } from "@planwright/domain";
import { ACTION_NAME, makeAction } from "@planwright/domain/testing";
import Database from "better-sqlite3";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Result from "effect/Result";
import type { Scope } from "effect/Scope";
import { Persistence } from "../src/Persistence.ts";
import type { SqliteOptions } from "../src/Sqlite.ts";

/** The ledger in a file, closed with the scope. */
export const openLedger = <E = never>(
  file: string,
  { prepare, ...options }: SqliteOptions<E> = {},
): Effect.Effect<UnitOfWork["Service"], unknown, Scope> =>
  Effect.map(
    Layer.build(
      Persistence.layer(
        { engine: "sqlite", file },
        {
          ...options,
          prepare: (handle) =>
            handle.engine === "sqlite-handle" && prepare !== undefined
              ? prepare(handle.database)
              : Effect.void,
        },
      ),
    ),
    (context) => Context.get(context, UnitOfWork),
  );

/** A ledger that has the action from which test plans are made. */
export const openWithAction = <E = never>(
  file: string,
  options: SqliteOptions<E> = {},
): Effect.Effect<UnitOfWork["Service"], unknown, Scope> =>
  Effect.tap(openLedger(file, options), (uow) =>
    uow.write((stores) =>
      Effect.flatMap(stores.actions.find(ACTION_NAME), (found) =>
        found === null ? stores.actions.insert(makeAction()) : Effect.void,
      ),
    ),
  );

/** A connection of the plain driver, as another process would have one, closed with the scope. */
export const openBeside = (file: string): Effect.Effect<Database.Database, never, Scope> =>
  Effect.acquireRelease(
    Effect.sync(() => new Database(file, { fileMustExist: true, timeout: 0 })),
    (database) => Effect.sync(() => database.close()),
  );

/** The reason for which a store refuses; a defect of the test when it does not. */
export const reasonOf = <A, R>(
  refused: Effect.Effect<A, unknown, R>,
): Effect.Effect<StorageReason, never, R> =>
  Effect.flatMap(Effect.result(refused), (result) =>
    Result.isFailure(result) && result.failure instanceof StorageError
      ? Effect.succeed(result.failure.reason)
      : Effect.die(new Error("no StorageError", { cause: result })),
  );

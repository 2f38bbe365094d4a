import { Crypto, type StorageError, UnitOfWork } from "@planwright/domain";
import type { Database } from "better-sqlite3";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type { Scope } from "effect/Scope";
import type { Client } from "pg";
import type { Connection } from "./Connection.ts";
import { type Location, parseLocation } from "./Location.ts";
import type { LocationError } from "./LocationError.ts";
import { nodeCrypto } from "./nodeCrypto.ts";
import { checkSettings, type PostgresSettings } from "./postgres/settings.ts";

/** The connection that a ledger was opened with, in the hands of its engine's own driver. */
export type Handle =
  | { readonly engine: "sqlite-handle"; readonly database: Database }
  | { readonly engine: "postgresql-handle"; readonly client: Client; readonly address: string };

/** What a ledger may be opened with; what a PostgreSQL URL says about pool and time-outs counts more. */
export interface PersistenceOptions<E = never, R = never> extends PostgresSettings {
  /** How long a unit of work waits for others before it fails `Busy`, in milliseconds. Default 5,000. */
  readonly waitMillis?: number | undefined;
  /** Runs on the new connection before anything else: the only way to give a database in memory its tables. */
  readonly prepare?: ((handle: Handle) => Effect.Effect<unknown, E, R>) | undefined;
}

const locate = (where: Location | string): Effect.Effect<Location, LocationError> =>
  typeof where === "string" ? Effect.fromResult(parseLocation(where)) : Effect.succeed(where);

/** Only the driver of the engine is loaded: that is most of the cost of a start, and a command without a ledger has none. */
const connect = <E, R>(
  location: Location,
  { prepare, ...options }: PersistenceOptions<E, R>,
): Effect.Effect<Connection, StorageError | E, Scope | R> =>
  Effect.gen(function* () {
    if (location.engine === "postgresql") {
      const { openPostgres } = yield* Effect.promise(() => import("./Postgres.ts"));
      const { address } = location;
      return yield* openPostgres(location, {
        ...options,
        prepare: prepare && ((client) => prepare({ engine: "postgresql-handle", client, address })),
      });
    }
    const { openSqlite } = yield* Effect.promise(() => import("./Sqlite.ts"));
    const file = location.engine === "sqlite" ? location.file : ":memory:";
    return yield* openSqlite(file, {
      ...options,
      prepare: prepare && ((database) => prepare({ engine: "sqlite-handle", database })),
    });
  });

const open = <E, R>(
  where: Location | string,
  options: PersistenceOptions<E, R>,
): Effect.Effect<UnitOfWork["Service"], StorageError | LocationError | E, Scope | R> =>
  Effect.gen(function* () {
    const location = yield* locate(where);
    yield* Effect.fromResult(checkSettings(options));
    const connection = yield* connect(location, options);
    const { makeUnitOfWork } = yield* Effect.promise(() => import("./unitOfWork.ts"));
    return makeUnitOfWork(connection, nodeCrypto.sha256);
  });

const layer = <E = never, R = never>(
  where: Location | string,
  options: PersistenceOptions<E, R> = {},
): Layer.Layer<UnitOfWork | Crypto, StorageError | LocationError | E, Exclude<R, Scope>> =>
  Layer.effectContext(
    Effect.map(open(where, options), (uow) => Context.add(Context.make(UnitOfWork, uow), Crypto, nodeCrypto)),
  );

/**
 * `Persistence.layer(where, options)`: the ledger at a location, or at a URL of storage.md section 1, with the
 * randomness and digests of Node. Everything that it opens is closed with the layer. A file must exist, a server be
 * there, and either have the current schema: whoever starts a program calls `ensureSchema` of the migrations first, or
 * hands it in as `prepare`. A SQLite file that could only be read when it was opened stays read-only for this layer, also
 * when its permissions change; the layer is then built anew.
 */
export const Persistence = { layer } as const;

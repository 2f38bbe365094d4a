import { Crypto, type StorageError, UnitOfWork } from "@planwright/domain";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type { Scope } from "effect/Scope";
import { type Location, parseLocation } from "./Location.ts";
import type { LocationError } from "./LocationError.ts";
import { nodeCrypto } from "./nodeCrypto.ts";
import type { SqliteOptions } from "./Sqlite.ts";

/** What a ledger may be opened with. */
export type PersistenceOptions<E = never, R = never> = SqliteOptions<E, R>;

const locate = (where: Location | string): Effect.Effect<Location, LocationError> =>
  typeof where === "string" ? Effect.fromResult(parseLocation(where)) : Effect.succeed(where);

const open = <E, R>(
  where: Location | string,
  options: PersistenceOptions<E, R>,
): Effect.Effect<UnitOfWork["Service"], StorageError | LocationError | E, Scope | R> =>
  Effect.gen(function* () {
    const location = yield* locate(where);
    // Loading the ORM is most of the cost of a start, and a command that needs no ledger does not pay it.
    const { openSqlite } = yield* Effect.promise(() => import("./Sqlite.ts"));
    const { makeUnitOfWork } = yield* Effect.promise(() => import("./unitOfWork.ts"));
    const file = location.engine === "sqlite" ? location.file : ":memory:";
    return makeUnitOfWork(yield* openSqlite(file, options), nodeCrypto.sha256);
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
 * randomness and digests of Node. Everything that it opens is closed with the layer. A file must exist and have the
 * current schema: whoever starts a program calls `ensureSchema` of the migrations first, or hands it in as `prepare`.
 */
export const Persistence = { layer } as const;

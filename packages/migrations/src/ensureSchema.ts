import * as Effect from "effect/Effect";
import { newest } from "./chain/newest.ts";
import { engineOf } from "./Engine.ts";
import { isPostgres, type Location } from "./Location.ts";
import type { MigrationError } from "./MigrationError.ts";

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

const isCurrent = (location: Location, waitMillis: number): Effect.Effect<boolean, MigrationError> =>
  isPostgres(location)
    ? Effect.flatMap(
        Effect.promise(() => import("./postgres/isCurrent.ts")),
        (engine) => engine.isCurrent(location, waitMillis),
      )
    : Effect.flatMap(
        Effect.promise(() => import("./sqlite/isCurrent.ts")),
        (engine) => engine.isCurrent(location, waitMillis),
      );

/**
 * Makes sure that the schema is current, and creates it in an empty or missing SQLite database and nowhere else: any other database that is
 * behind fails with `SchemaTooOld`, a newer one with `SchemaTooNew`. On a current database it costs one statement and loads no migration.
 */
export const ensureSchema = (
  location: Location,
  options: EnsureSchemaOptions = {},
): Effect.Effect<Ensured, MigrationError> => {
  const waitMillis = options.waitMillis ?? 10_000;
  const create = engineOf(location).pipe(
    Effect.flatMap((engine) =>
      engine.up({ onlyEmpty: true, onProgress: () => {}, backup: false, waitMillis }),
    ),
    Effect.map(({ applied }): Ensured => ({ created: applied.length > 0, schemaVersion: newest })),
  );
  return Effect.flatMap(isCurrent(location, waitMillis), (yes) =>
    yes ? Effect.succeed<Ensured>({ created: false, schemaVersion: newest }) : create,
  );
};

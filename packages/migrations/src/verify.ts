import * as Effect from "effect/Effect";
import { attempt } from "./attempt.ts";
import { type Location, nameOf } from "./Location.ts";
import type { MigrationError } from "./MigrationError.ts";
import type { Comparison } from "./sqlite/compareCatalogues.ts";

/**
 * Compares what a database's schema says with a fresh one made by the same migrations: columns, keys with their delete rules, indexes, checks
 * and triggers. What other programs added (tables, views, columns, indexes, triggers) is listed as extras. Fails with `SchemaTooOld` when
 * migrations are pending. Changes no byte of the file.
 */
export const verify = (
  location: Location,
  options: { readonly waitMillis?: number } = {},
): Effect.Effect<Comparison, MigrationError> =>
  Effect.promise(async () => ({
    ...(await import("./sqlite/chain.ts")),
    ...(await import("./sqlite/inspect.ts")),
    ...(await import("./sqlite/verifySchema.ts")),
  })).pipe(
    Effect.flatMap(({ chain, inspect, verifySchema }) =>
      attempt(location, options.waitMillis ?? 10_000, () =>
        inspect(location, (database) => verifySchema(database, nameOf(location), chain)),
      ),
    ),
  );

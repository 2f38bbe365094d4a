import * as Effect from "effect/Effect";
import type { Comparison } from "./catalogue/compareCatalogues.ts";
import { engineOf } from "./Engine.ts";
import type { Location } from "./Location.ts";
import type { MigrationError } from "./MigrationError.ts";

/**
 * Compares what a database's schema says with a fresh one made by the same migrations: columns, keys with their delete rules, indexes, checks,
 * triggers and their functions. What other programs added (tables, views, columns, indexes, triggers) is listed as extras. Fails with
 * `SchemaTooOld` when migrations are pending. Changes nothing, and needs no right to.
 */
export const verify = (
  location: Location,
  options: { readonly waitMillis?: number } = {},
): Effect.Effect<Comparison, MigrationError> =>
  Effect.flatMap(engineOf(location), (engine) => engine.verify(options.waitMillis ?? 10_000));

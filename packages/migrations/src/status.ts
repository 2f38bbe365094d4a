import * as Effect from "effect/Effect";
import { attempt } from "./attempt.ts";
import { type Location, nameOf } from "./Location.ts";
import type { MigrationError } from "./MigrationError.ts";

/** Where a database stands. */
export interface Status {
  readonly engine: "sqlite";
  /** The path of the file, or `:memory:`. */
  readonly location: string;
  /** `empty` covers a missing file; `legacy` is a plan store from before Planwright. */
  readonly condition: "empty" | "legacy" | "outdated" | "current";
  /** The newest applied migration, or the revision of a legacy store; null when there is none. */
  readonly schemaVersion: string | null;
  /** Names in the order in which they would be applied. */
  readonly pending: ReadonlyArray<string>;
  /** Nothing has to be done: the schema is current, or the first use will create it. */
  readonly healthy: boolean;
}

/** Says where a database stands; fails for one that this release must not touch. Changes no byte of the file. */
export const status = (
  location: Location,
  options: { readonly waitMillis?: number } = {},
): Effect.Effect<Status, MigrationError> =>
  Effect.promise(async () => ({
    ...(await import("./sqlite/chain.ts")),
    ...(await import("./sqlite/examine.ts")),
    ...(await import("./sqlite/inspect.ts")),
    ...(await import("./sqlite/pending.ts")),
  })).pipe(
    Effect.flatMap(({ chain, examine, inspect, pendingOf, versionOf }) =>
      attempt(location, options.waitMillis ?? 10_000, (): Status => {
        const name = nameOf(location);
        const found = inspect(location, (database) => examine(database, name, chain));
        const pending = pendingOf(found, chain, undefined, name).map((migration) => migration.name);
        const behind = found._tag === "Legacy" ? "legacy" : "outdated";
        const condition = found._tag === "Empty" ? "empty" : pending.length === 0 ? "current" : behind;
        return {
          engine: "sqlite",
          location: name,
          condition,
          schemaVersion: versionOf(found, chain),
          pending,
          healthy: condition === "current" || condition === "empty",
        };
      }),
    ),
  );

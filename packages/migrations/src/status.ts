import * as Effect from "effect/Effect";
import { engineOf } from "./Engine.ts";
import { type Location, nameOf } from "./Location.ts";
import type { MigrationError } from "./MigrationError.ts";

/** Where a database stands. */
export interface Status {
  readonly engine: "sqlite" | "postgresql";
  /** The path of the file, `:memory:`, or the address of a server's database. */
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

/** Says where a database stands; fails for one that this release must not touch. Changes nothing, and needs no right to. */
export const status = (
  location: Location,
  options: { readonly waitMillis?: number } = {},
): Effect.Effect<Status, MigrationError> =>
  Effect.gen(function* () {
    const engine = yield* engineOf(location);
    const { condition: found, pending, schemaVersion } = yield* engine.standing(options.waitMillis ?? 10_000);
    const behind = found._tag === "Legacy" ? "legacy" : "outdated";
    const condition = found._tag === "Empty" ? "empty" : pending.length === 0 ? "current" : behind;
    return {
      engine: engine.name,
      location: nameOf(location),
      condition,
      schemaVersion,
      pending,
      healthy: condition === "current" || (condition === "empty" && engine.createsOnFirstUse),
    };
  });

import * as Effect from "effect/Effect";
import type { Comparison } from "./catalogue/compareCatalogues.ts";
import type { Condition } from "./chain/Condition.ts";
import type { UpPlan } from "./chain/UpPlan.ts";
import type { UpResult } from "./chain/UpResult.ts";
import { isPostgres, type Location } from "./Location.ts";
import type { MigrationError } from "./MigrationError.ts";
import type { OnProgress } from "./Progress.ts";

/** How a run goes up. */
export interface RunUpOptions {
  /** The last migration to apply; all when it is missing. */
  readonly to?: string;
  /** Refuse everything but an empty database or a current one, as first use must. */
  readonly onlyEmpty: boolean;
  readonly onProgress: OnProgress;
  /** Copy a database that is not empty first, where the engine can. */
  readonly backup: boolean;
  /** How long to wait for other processes, in milliseconds. */
  readonly waitMillis: number;
}

/** Where a database stands in the chain of migrations. */
export interface Standing {
  readonly condition: Condition;
  readonly schemaVersion: string | null;
  /** Names in the order in which they would be applied. */
  readonly pending: ReadonlyArray<string>;
}

/** A verified copy of a database. */
export interface BackedUp {
  readonly file: string;
  readonly bytes: number;
}

/** What an engine does with one database; times to wait are in milliseconds. */
export interface Engine {
  readonly name: "sqlite" | "postgresql";
  /** Whether the first use of an empty database makes its schema. */
  readonly createsOnFirstUse: boolean;
  readonly standing: (waitMillis: number) => Effect.Effect<Standing, MigrationError>;
  readonly plan: (to: string | undefined, waitMillis: number) => Effect.Effect<UpPlan, MigrationError>;
  readonly up: (options: RunUpOptions) => Effect.Effect<UpResult, MigrationError>;
  readonly verify: (waitMillis: number) => Effect.Effect<Comparison, MigrationError>;
  readonly backup: (
    target: string,
    onPages: (done: number, total: number) => void,
  ) => Effect.Effect<BackedUp, MigrationError>;
}

/** The engine of a location; its code and its driver are loaded here. */
export const engineOf = (location: Location): Effect.Effect<Engine> =>
  isPostgres(location)
    ? Effect.promise(async () => (await import("./postgres/postgresEngine.ts")).postgresEngine(location))
    : Effect.promise(async () => (await import("./sqlite/sqliteEngine.ts")).sqliteEngine(location));

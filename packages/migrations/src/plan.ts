import * as Effect from "effect/Effect";
import { attempt } from "./attempt.ts";
import { type Findings, noFindings } from "./Findings.ts";
import { type Location, nameOf } from "./Location.ts";
import type { MigrationError } from "./MigrationError.ts";
import type { PendingMigration } from "./sqlite/planUp.ts";

/** What a dry run looks at. */
export interface PlanOptions {
  /** The last migration to apply; all when it is missing. */
  readonly to?: string;
  /** How long to wait for other processes, in milliseconds; 10,000 when it is missing. */
  readonly waitMillis?: number;
}

/** What `migrate` would do, in its own words; `applied` is always empty and `backup` always null. */
export interface Planned {
  readonly from: string | null;
  readonly to: string | null;
  readonly applied: readonly [];
  readonly pending: ReadonlyArray<PendingMigration>;
  readonly findings: Findings;
  readonly backup: null;
}

/** A dry run of `migrate`: fails with what `migrate` would be refused with, and changes no byte of the file. */
export const plan = (
  location: Location,
  { to, waitMillis = 10_000 }: PlanOptions = {},
): Effect.Effect<Planned, MigrationError> =>
  Effect.promise(async () => ({
    ...(await import("./sqlite/chain.ts")),
    ...(await import("./sqlite/inspect.ts")),
    ...(await import("./sqlite/planUp.ts")),
  })).pipe(
    Effect.flatMap(({ chain, inspect, planUp }) =>
      attempt(location, waitMillis, () =>
        inspect(location, (database) =>
          planUp(database, nameOf(location), to === undefined ? { chain } : { chain, to }),
        ),
      ),
    ),
    Effect.map((planned) => ({ ...planned, applied: [] as const, findings: noFindings, backup: null })),
  );

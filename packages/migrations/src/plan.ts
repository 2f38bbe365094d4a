import * as Effect from "effect/Effect";
import type { PendingMigration } from "./chain/UpPlan.ts";
import { engineOf } from "./Engine.ts";
import { type Findings, noFindings } from "./Findings.ts";
import type { Location } from "./Location.ts";
import type { MigrationError } from "./MigrationError.ts";

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

/** A dry run of `migrate`: fails with what `migrate` would be refused with, changes nothing, and needs no right to. */
export const plan = (
  location: Location,
  { to, waitMillis = 10_000 }: PlanOptions = {},
): Effect.Effect<Planned, MigrationError> =>
  Effect.flatMap(engineOf(location), (engine) => engine.plan(to, waitMillis)).pipe(
    Effect.map((planned) => ({ ...planned, applied: [] as const, findings: noFindings, backup: null })),
  );

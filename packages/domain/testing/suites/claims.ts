import * as Effect from "effect/Effect";
import type { Plan } from "../../src/plan/Plan.ts";
import type { PlanId } from "../../src/plan/PlanId.ts";
import type { StorageError } from "../../src/store/StorageError.ts";
import type { UnitOfWork } from "../../src/store/UnitOfWork.ts";
import type { ClaimOutcome, LeaseGrant, WorkFilter } from "../../src/work/WorkQueue.ts";
import { instant } from "../recordFactory.ts";
import { write } from "./units.ts";

/**
 * What a claimer asks for, with any part overridden. Suites put plans into `processing` without a lease, which are lapsed;
 * unless they say otherwise they ask in spite of that.
 */
export const makeGrant = (overrides: Partial<LeaseGrant> = {}): LeaseGrant => ({
  worker: "worker:one",
  secretHash: "0".repeat(64),
  leaseSeconds: 300,
  at: instant("2026-06-01T12:00:00Z"),
  despiteLapsed: true,
  mostChildren: 1_000,
  ...overrides,
});

/** Claims, in a unit of work of its own. */
export const claimWith = (
  filter: WorkFilter = {},
  grant: Partial<LeaseGrant> = {},
): Effect.Effect<ClaimOutcome, StorageError, UnitOfWork> =>
  write((stores) => stores.work.claim(filter, makeGrant(grant)));

const planOf = (outcome: ClaimOutcome): Plan | null => (outcome._tag === "Taken" ? outcome.plan : null);

/** The plan that a worker would take, which is not kept. */
export const nextPlan = (filter: WorkFilter = {}): Effect.Effect<Plan | null, StorageError, UnitOfWork> =>
  Effect.map(
    write((stores) => stores.work.claim(filter, makeGrant()), { dryRun: true }),
    planOf,
  );

/** Takes the next plan as a worker does; null when there is none. */
export const claim = (filter: WorkFilter = {}): Effect.Effect<PlanId | null, StorageError, UnitOfWork> =>
  Effect.map(claimWith(filter), (outcome) => planOf(outcome)?.planId ?? null);

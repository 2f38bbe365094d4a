import * as Equal from "effect/Equal";
import * as HashMap from "effect/HashMap";
import { isDamaged } from "../../src/json/Damaged.ts";
import type { Plan } from "../../src/plan/Plan.ts";
import { deepFreeze } from "./deepFreeze.ts";
import type { LedgerState } from "./LedgerState.ts";
import { rowOf } from "./walkTree.ts";

/** The fields that no update writes. */
const FIXED: ReadonlySet<string> = new Set<keyof Plan>([
  "planId",
  "parentPlanId",
  "rootPlanId",
  "effectiveProfileSnapshot",
  "profileDigest",
  "projects",
  "arguments",
  "invariants",
]);

/** `stored` with the fields in which `after` differs from `before`; what is damaged cannot be written and stays. */
const withDifferences = <T extends object>(stored: T, before: T, after: T): T => {
  const changes = Object.entries(after).flatMap(([key, value]) => {
    const old: unknown = before[key as keyof T];
    return FIXED.has(key) || isDamaged(value) || Equal.equals(old, value) ? [] : [[key, value] as const];
  });
  return { ...stored, ...Object.fromEntries(changes) };
};

/** The ledger with what differs between two versions of a plan written, or undefined when the row has another version. */
export const writePlan = (state: LedgerState, before: Plan, after: Plan): LedgerState | undefined => {
  const row = rowOf(state, before.planId);
  if (row === undefined || row.plan.version !== before.version) return undefined;
  const { plan: stored } = row;
  // Actors and times are a column each, so that one of them changes without the others.
  const plan: Plan = {
    ...withDifferences(stored, before, after),
    actors: withDifferences(stored.actors, before.actors, after.actors),
    times: withDifferences(stored.times, before.times, after.times),
  };
  return { ...state, plans: HashMap.set(state.plans, plan.planId, deepFreeze({ ...row, plan })) };
};

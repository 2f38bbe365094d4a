import type { Actor } from "../src/actor/Actor.ts";
import { parseActor } from "../src/actor/Actor.ts";
import type { NewEvent } from "../src/event/LedgerEvent.ts";
import type { Decision } from "../src/gate/Decision.ts";
import type { Lease } from "../src/lease/Lease.ts";
import type { Plan } from "../src/plan/Plan.ts";
import type { PlanId } from "../src/plan/PlanId.ts";
import type { Cancellation } from "../src/plan/PlanTreeStore.ts";
import { Instant } from "../src/time/Instant.ts";

/** The actor that a text names; throws for a text that names none. */
export const actor = (text: string): Actor => {
  const parsed = parseActor(text);
  if (parsed === undefined) throw new RangeError(`${text} is no actor`);
  return parsed;
};

/** The instant that an ISO 8601 text with a zone names; throws for a text that names none. */
export const instant = (text: string): Instant => {
  const parsed = Instant.parse(text);
  if (parsed === undefined) throw new RangeError(`${text} is no instant`);
  return parsed;
};

const AT = instant("2026-06-01T12:00:00Z");
const USER = actor("user:tester");

/** A lease of five minutes on a plan, with any field overridden. */
export const makeLease = (plan: Plan, overrides: Partial<Lease> = {}): Lease => {
  const claimedAt = overrides.claimedAt ?? AT;
  return {
    planId: plan.planId,
    fence: plan.leaseFence + 1,
    secretHash: "0".repeat(64),
    worker: "worker:one",
    claimedAt,
    expiresAt: Instant.addMillis(claimedAt, 300_000),
    leaseSeconds: 300,
    ...overrides,
  };
};

/** A record that an evaluation of `strategize` left for a plan, with any field overridden. */
export const makeDecision = (
  plan: Plan,
  decisionId: PlanId,
  overrides: Partial<Decision> = {},
): Decision => ({
  decisionId,
  planId: plan.planId,
  rootPlanId: plan.rootPlanId,
  planVersion: plan.version,
  operation: "strategize",
  threshold: { name: "auto_strategize", value: 0 },
  confidence: null,
  outcome: "automatic",
  rule: "threshold",
  request: { facts: { plan_cost: 0 } },
  snapshotDigest: "0".repeat(64),
  actor: USER,
  at: AT,
  ...overrides,
});

/** An event about a plan, with any field overridden. */
export const makeEvent = (plan: Plan, overrides: Partial<NewEvent> = {}): NewEvent => ({
  at: AT,
  type: "plan.created",
  planId: plan.planId,
  rootPlanId: plan.rootPlanId,
  version: plan.version,
  actor: USER,
  data: {},
  ...overrides,
});

/** A reason, an instant and a person for cancelling or deleting, with any part overridden. */
export const makeCancellation = (overrides: Partial<Cancellation> = {}): Cancellation => ({
  at: AT,
  actor: USER,
  reason: "no longer needed",
  ...overrides,
});

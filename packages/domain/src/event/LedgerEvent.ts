import type { Actor } from "../actor/Actor.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import type { PlanId } from "../plan/PlanId.ts";
import type { Instant } from "../time/Instant.ts";

/** The kinds of event that speak of one plan (interfaces.md section 2). */
export const PLAN_EVENT_TYPES = [
  "plan.created",
  "plan.advanced",
  "plan.claimed",
  "plan.completed",
  "plan.failed",
  "plan.constrained",
  "plan.retried",
  "plan.reverted",
  "plan.cancelled",
  "plan.reclaimed",
  "plan.released",
  "plan.captured",
  "plan.deleted",
  "plan.repaired",
] as const;
/** The kind of an event that speaks of one plan. */
export type PlanEventType = (typeof PLAN_EVENT_TYPES)[number];

/** The kind of an event: of a plan, a gate, a profile, an action, a setting or the database. */
export type LedgerEventType =
  | PlanEventType
  | "gate.decided"
  | "profile.added"
  | "profile.replaced"
  | "profile.removed"
  | "action.created"
  | "action.replaced"
  | "action.archived"
  | "config.set"
  | "db.migrated"
  | "db.pruned";

/** An event before the log has given it a number. */
export interface NewEvent {
  readonly at: Instant;
  readonly type: LedgerEventType;
  readonly planId: PlanId | null;
  readonly rootPlanId: PlanId | null;
  /** The plan's version after the event; null when it speaks of no plan. */
  readonly version: number | null;
  readonly actor: Actor;
  readonly data: JsonObject;
}

/** One line of the durable log; ids rise in commit order. */
export interface LedgerEvent extends NewEvent {
  readonly id: number;
}

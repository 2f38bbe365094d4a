import type { Actor } from "../actor/Actor.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import type { PlanId } from "../plan/PlanId.ts";
import type { Instant } from "../time/Instant.ts";
import type { Operation } from "./Operation.ts";
import type { GateThreshold, Outcome, Rule } from "./Verdict.ts";

/** The durable record of one evaluation of a gate; it outlives its plan (domain.md section 5). */
export interface Decision {
  readonly decisionId: PlanId;
  readonly planId: PlanId;
  readonly rootPlanId: PlanId;
  /** The plan's version at the moment of asking. */
  readonly planVersion: number;
  readonly operation: Operation;
  readonly threshold: GateThreshold | null;
  readonly confidence: number | null;
  readonly outcome: Outcome;
  /** The rule that decided. */
  readonly rule: Rule;
  /** What was asked, with the facts that held. */
  readonly request: JsonObject;
  readonly snapshotDigest: string;
  readonly actor: Actor;
  readonly at: Instant;
}

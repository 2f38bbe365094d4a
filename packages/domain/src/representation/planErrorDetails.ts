import type { JsonObject } from "../json/JsonValue.ts";
import type { PlanReason } from "../plan/PlanError.ts";
import { capped } from "./cappedList.ts";
import { decisionData } from "./decision.ts";

/** The data of a plan's error under its written names; a decision as `plan explain` shows it. */
export const planErrorDetails = (reason: PlanReason): JsonObject => {
  switch (reason._tag) {
    case "NotFound":
      return { id: reason.id };
    case "Ambiguous":
      return { id: reason.id, candidates: capped(reason.candidates), total: reason.candidates.length };
    case "WrongState":
      return {
        plan_id: reason.planId,
        event: reason.event,
        phase: reason.phase,
        state: reason.processingState,
        version: reason.version,
        possible_events: reason.possible,
      };
    case "StaleVersion":
      return { plan_id: reason.planId, given_version: reason.given, current_version: reason.current };
    case "LeaseLost":
      return { plan_id: reason.planId, version: reason.version };
    case "LiveLease":
    case "DescendantsUnfinished":
    case "HasDescendants":
    case "ChildrenFailed":
      return { plan_id: reason.planId, count: reason.count };
    case "ReversionLimit":
      return { plan_id: reason.planId, limit: reason.limit };
    case "ValidationFailed":
      return { plan_id: reason.planId, required_failed: reason.requiredFailed };
    case "HasDependents":
    case "ValidationUnreadable":
    case "SandboxRequired":
    case "CheckpointRequired":
    case "AlreadyCaptured":
      return { plan_id: reason.planId };
    case "NotCaptured":
      return { plan_id: reason.planId, damaged: reason.damaged };
    case "PersonRequired":
      return { command: reason.command, actor: reason.actor };
    case "ApprovalRequired":
    case "RefusedByRule":
      return { plan_id: reason.planId, decision: decisionData(reason.decision) };
    case "KeyInFlight":
      return { key: reason.key };
  }
};

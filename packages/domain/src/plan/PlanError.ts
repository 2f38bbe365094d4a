import * as Data from "effect/Data";
import type { Decision } from "../gate/Decision.ts";
import { wouldBeAutomaticIf } from "../gate/explainDecision.ts";
import type { PlanEventName } from "./PlanEventName.ts";
import type { PlanId } from "./PlanId.ts";
import type { Place } from "./PlanState.ts";

/** Why a plan was not found, moved or deleted. */
export type PlanReason =
  | { readonly _tag: "NotFound"; readonly id: string }
  | { readonly _tag: "Ambiguous"; readonly id: string; readonly candidates: ReadonlyArray<PlanId> }
  | (Place & {
      readonly _tag: "WrongState";
      readonly planId: PlanId;
      readonly event: string;
      readonly version: number;
      readonly possible: ReadonlyArray<PlanEventName>;
    })
  | {
      readonly _tag: "StaleVersion";
      readonly planId: PlanId;
      readonly given: number;
      readonly current: number;
    }
  | { readonly _tag: "LeaseLost"; readonly planId: PlanId; readonly version: number }
  | { readonly _tag: "LiveLease"; readonly planId: PlanId; readonly count: number }
  | { readonly _tag: "ReversionLimit"; readonly planId: PlanId; readonly limit: number }
  | { readonly _tag: "DescendantsUnfinished"; readonly planId: PlanId; readonly count: number }
  | { readonly _tag: "HasDescendants"; readonly planId: PlanId; readonly count: number }
  | { readonly _tag: "HasDependents"; readonly planId: PlanId }
  | { readonly _tag: "ChildrenFailed"; readonly planId: PlanId; readonly count: number }
  | { readonly _tag: "ValidationFailed"; readonly planId: PlanId; readonly requiredFailed: number }
  | { readonly _tag: "ValidationUnreadable"; readonly planId: PlanId }
  | { readonly _tag: "SandboxRequired"; readonly planId: PlanId }
  | { readonly _tag: "CheckpointRequired"; readonly planId: PlanId }
  | { readonly _tag: "NotCaptured"; readonly planId: PlanId; readonly damaged: boolean }
  | { readonly _tag: "AlreadyCaptured"; readonly planId: PlanId }
  | { readonly _tag: "PersonRequired"; readonly command: string; readonly actor: string }
  | { readonly _tag: "ApprovalRequired"; readonly planId: PlanId; readonly decision: Decision }
  | { readonly _tag: "RefusedByRule"; readonly planId: PlanId; readonly decision: Decision }
  | { readonly _tag: "KeyInFlight"; readonly key: string };

const MOST_SHOWN = 50;

const listed = (ids: ReadonlyArray<string>): string =>
  ids.length <= MOST_SHOWN
    ? ids.join(", ")
    : `${ids.slice(0, MOST_SHOWN).join(", ")} and more (${ids.length} in all)`;

/** What was asked for, where it is short enough to be an id; it may be anything of any length. */
const asked = (id: string): string =>
  id.length <= 100 ? JSON.stringify(id) : `that was given (${id.length} characters)`;

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const approvalSentence = (planId: PlanId, decision: Decision): string => {
  const change = wouldBeAutomaticIf(decision);
  const { operation, rule, threshold } = decision;
  const why = threshold === null ? rule : `${rule} ${threshold.name}`;
  return `Plan ${planId} waits for a person at ${operation} (${why})${
    change === null ? "" : `; it would be automatic ${rule === "threshold" ? "with" : "if"} ${change}`
  }.`;
};

const sentence = (reason: PlanReason): string => {
  switch (reason._tag) {
    case "NotFound":
      return `No plan has the id ${asked(reason.id)}; \`planwright plan list\` shows the plans there are.`;
    case "Ambiguous":
      return `${JSON.stringify(reason.id)} is the short id of several plans: ${listed(reason.candidates)}; give the whole id.`;
    case "WrongState":
      return `Plan ${reason.planId} is ${reason.phase}/${reason.processingState} (version ${reason.version}), where ${
        reason.event
      } is not possible; possible now: ${reason.possible.length === 0 ? "nothing, it is finished" : reason.possible.join(", ")}.`;
    case "StaleVersion":
      return `Plan ${reason.planId} has version ${reason.current}, not ${reason.given}; read it again and decide anew.`;
    case "LeaseLost":
      return `The lease of plan ${reason.planId} is no longer yours (the plan has version ${reason.version}); nothing was recorded, claim again.`;
    case "LiveLease":
      return `${plural(reason.count, "plan", "plans")} at or below ${reason.planId} ${
        reason.count === 1 ? "is" : "are"
      } being worked on under a live lease; cancel first or wait.`;
    case "ReversionLimit":
      return `Plan ${reason.planId} was reverted ${reason.limit} times already, the most there may be; cancel it or go on.`;
    case "DescendantsUnfinished":
      return `Plan ${reason.planId} cannot be applied while ${plural(reason.count, "plan", "plans")} below it ${
        reason.count === 1 ? "is" : "are"
      } unfinished; finish or cancel ${reason.count === 1 ? "it" : "them"} first.`;
    case "HasDescendants":
      return `Plan ${reason.planId} has ${plural(reason.count, "descendant", "descendants")}; only the whole tree can be deleted.`;
    case "HasDependents":
      return `Plan ${reason.planId} is a dependency of a sibling; delete the sibling first, or the whole tree.`;
    case "ChildrenFailed":
      return `${plural(reason.count, "child", "children")} of plan ${reason.planId} ${
        reason.count === 1 ? "has" : "have"
      } failed, and its subplans end with the first failure (fail_fast); retry or cancel ${
        reason.count === 1 ? "it" : "them"
      } before you spawn another.`;
    case "ValidationFailed":
      return `Plan ${reason.planId} cannot be applied: ${plural(
        reason.requiredFailed,
        "required validation",
        "required validations",
      )} failed; mend them or constrain the plan.`;
    case "ValidationUnreadable":
      return `Plan ${reason.planId} cannot be applied: its validation summary cannot be read; hand in a new one with the result.`;
    case "SandboxRequired":
      return `The profile of plan ${reason.planId} requires a sandbox: name at least one in sandbox_refs of the result.`;
    case "CheckpointRequired":
      return `The profile of plan ${reason.planId} requires a checkpoint: name it in last_checkpoint_id of the result.`;
    case "NotCaptured":
      return `The rules of plan ${reason.planId} are ${
        reason.damaged ? "damaged" : "not captured"
      }, so nothing may move it; a person can give it rules with \`planwright plan capture\`.`;
    case "AlreadyCaptured":
      return `The rules of plan ${reason.planId} are captured and cannot be replaced; make a new plan under other rules.`;
    case "PersonRequired":
      return `${reason.command} is a person's command, and ${reason.actor} is not a person; ask one.`;
    case "ApprovalRequired":
      return approvalSentence(reason.planId, reason.decision);
    case "RefusedByRule":
      return `Refused for plan ${reason.planId} by ${reason.decision.rule} at ${reason.decision.operation}, which no approval lifts: the plan's rules are frozen.`;
    case "KeyInFlight":
      return `A request under the idempotency key ${JSON.stringify(reason.key)} is being carried out; wait for its answer.`;
  }
};

/** What can go wrong with a plan. */
export class PlanError extends Data.TaggedError("PlanError")<{ readonly reason: PlanReason }> {
  override get message(): string {
    return sentence(this.reason);
  }

  /** True when the same call may succeed later, after somebody else's doing. */
  get retryable(): boolean {
    const tag = this.reason._tag;
    return (
      tag === "LiveLease" ||
      tag === "DescendantsUnfinished" ||
      tag === "ApprovalRequired" ||
      tag === "KeyInFlight"
    );
  }
}

import type { Decision } from "../gate/Decision.ts";
import { wouldBeAutomaticIf } from "../gate/explainDecision.ts";
import type { Operation } from "../gate/Operation.ts";
import { planReference } from "../plan/planReference.ts";
import type { DecisionData } from "./schema/gate.ts";

/** The command by which a person approves an operation; null where only the asker goes on, by asking again. */
const APPROVED_BY: { readonly [O in Operation]: string | null } = {
  strategize: "strategize",
  execute: "execute",
  apply: "apply",
  "decide-strategize": null,
  "decide-execute": null,
  "fix-validation": null,
  "revise-strategy": "revert",
  "revert-apply": "revert",
  spawn: "spawn",
  retry: "retry",
  "restore-checkpoint": null,
  tool: null,
};

const nextCommand = ({ operation, planId }: Decision): string | null => {
  const command = APPROVED_BY[operation];
  return command === null ? null : `planwright plan ${command} ${planReference(planId)}`;
};

/**
 * One evaluation of a gate, as `plan explain` shows it. Only a decision that waits for a person has approvers and a next
 * command; a refusal can be approved by nobody, and a decision that was `superseded` by a later one on the same
 * operation leads nowhere any more.
 */
export const decisionData = (decision: Decision, superseded = false): DecisionData => {
  const waits = decision.outcome === "needs_approval" && !superseded;
  return {
    decision_id: decision.decisionId,
    operation: decision.operation,
    threshold: decision.threshold,
    confidence: decision.confidence,
    outcome: decision.outcome,
    rule: decision.rule,
    snapshot_digest: decision.snapshotDigest,
    actor: decision.actor,
    at: decision.at,
    would_be_automatic_if: wouldBeAutomaticIf(decision),
    approvers: waits ? ["user:*"] : [],
    next_command: waits ? nextCommand(decision) : null,
  };
};

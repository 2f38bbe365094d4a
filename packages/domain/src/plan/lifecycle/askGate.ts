import * as Result from "effect/Result";
import { isPerson } from "../../actor/Actor.ts";
import type { Decision } from "../../gate/Decision.ts";
import { decide } from "../../gate/decide.ts";
import type { GateFacts, GateRequest } from "../../gate/GateRequest.ts";
import type { Rule, Verdict } from "../../gate/Verdict.ts";
import { isDamaged } from "../../json/Damaged.ts";
import type { JsonObject, JsonValue } from "../../json/JsonValue.ts";
import type { Profile } from "../../profile/Profile.ts";
import type { Moment } from "../Moment.ts";
import type { Plan } from "../Plan.ts";
import { decided, type Transition } from "./Transition.ts";

/** A question put to a plan's own gate; the facts are added from the plan. */
export type Question = Omit<GateRequest, "facts"> & {
  /** Cost of the whole tree, where a rule limits it; the plan's own cost otherwise. */
  readonly treeCost?: number | undefined;
  /** The command is the approval when a person gives it. */
  readonly personApproves?: boolean;
  /** A rule of the life cycle that leaves this to a person whatever the threshold says. */
  readonly personOnly?: Extract<Rule, "person_only" | "automatic_retries"> | undefined;
};

/** What the ledger knows of a plan when its gate is asked; the plan's own cost stands for a tree's that no rule limits. */
export const factsOf = (plan: Plan, treeCost: number | undefined): GateFacts => ({
  planCost: plan.costTotal,
  treeCost: treeCost ?? plan.costTotal,
  callsInPhase: plan.callsInPhase,
  sandbox: !isDamaged(plan.sandboxRefs) && plan.sandboxRefs.length > 0,
  checkpoint: plan.lastCheckpointId !== null,
});

/** What was asked; the cost of the tree is among the facts only where a rule made somebody look. */
const requestJson = (request: GateRequest, treeCost: number | undefined): JsonObject => {
  const { facts, confidence: _, ...asked } = request;
  const given = Object.entries(asked).filter(
    (entry): entry is [string, string | number | boolean] => entry[1] !== undefined,
  );
  const all: Array<[string, JsonValue]> = [
    ...given,
    [
      "facts",
      {
        plan_cost: facts.planCost,
        ...(treeCost === undefined ? {} : { tree_cost: treeCost }),
        calls_in_phase: facts.callsInPhase,
        sandbox: facts.sandbox,
        checkpoint: facts.checkpoint,
      },
    ],
  ];
  return Object.fromEntries(all);
};

const settle = (verdict: Verdict, question: Question, moment: Moment): Verdict => {
  const held: Verdict =
    verdict.outcome === "automatic" && question.personOnly !== undefined
      ? { ...verdict, outcome: "needs_approval", rule: question.personOnly }
      : verdict;
  return held.outcome === "needs_approval" && question.personApproves === true && isPerson(moment.actor)
    ? { ...held, outcome: "approved" }
    : held;
};

/**
 * Asks a plan's gate by its frozen rules and records the decision. The confidence must have been checked at the edge;
 * one outside [0, 1] here is a defect.
 */
export const askGate = (
  transition: Transition,
  moment: Moment,
  profile: Profile,
  question: Question,
): { readonly transition: Transition; readonly decision: Decision } => {
  const plan = transition.after;
  const { treeCost, personApproves: _, personOnly: __, ...asked } = question;
  const request: GateRequest = { ...asked, facts: factsOf(plan, treeCost) };
  const verdict = settle(Result.getOrThrow(decide(profile, request)), question, moment);
  const decision: Decision = {
    decisionId: moment.newId(),
    planId: plan.planId,
    rootPlanId: plan.rootPlanId,
    planVersion: plan.version,
    operation: question.operation,
    threshold: verdict.threshold,
    confidence: question.confidence ?? null,
    outcome: verdict.outcome,
    rule: verdict.rule,
    request: requestJson(request, treeCost),
    snapshotDigest: plan.profileDigest ?? "",
    actor: moment.actor,
    at: moment.at,
  };
  return { transition: decided(transition, moment, decision), decision };
};

/** True when a decision lets its operation happen. */
export const allows = (decision: Decision): boolean =>
  decision.outcome === "automatic" || decision.outcome === "approved";

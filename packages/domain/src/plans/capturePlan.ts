import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { ActionError } from "../action/ActionError.ts";
import { isDamaged } from "../json/Damaged.ts";
import { askNextGate } from "../plan/lifecycle/forwardGate.ts";
import { lastDecision, moved, type Transition, unmoved } from "../plan/lifecycle/Transition.ts";
import type { Moment } from "../plan/Moment.ts";
import type { Plan } from "../plan/Plan.ts";
import { PlanError } from "../plan/PlanError.ts";
import { hasRules } from "../plan/PlanEventName.ts";
import { isFinished, isLegal } from "../plan/PlanState.ts";
import { loosenedRules } from "../profile/loosenedRules.ts";
import type { Profile } from "../profile/Profile.ts";
import { ProfileError } from "../profile/ProfileError.ts";
import { normalizeProfile, profileText } from "../profile/writeProfile.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import { commitOn } from "./commitOn.ts";
import type { PlansContext } from "./PlansContext.ts";
import type { PlanAnswer } from "./PlanView.ts";
import { requirePerson } from "./personOnly.ts";
import { type FrozenRules, referencedRules, resolveRules, type Surroundings } from "./resolveRules.ts";
import { checkVersion, type PlanCommand, wrongState } from "./transitionPlan.ts";
import { treeCost } from "./treeCost.ts";
import { answerWith } from "./viewPlan.ts";

/** Give a plan rules that it has not. */
export interface CaptureCommand extends PlanCommand {
  readonly automationProfile?: string | undefined;
  readonly surroundings?: Surroundings | undefined;
}

/** What can keep rules from being captured. */
export type CaptureError = PlanError | ActionError | ProfileError | StorageError;

const captured = (plan: Plan, moment: Moment, { reference, snapshot }: FrozenRules): Transition =>
  moved(
    unmoved(plan),
    moment,
    "plan.captured",
    {
      automationProfile: reference,
      effectiveProfileSnapshot: snapshot.captured,
      profileDigest: snapshot.captured.digest,
    },
    {
      profile: reference.name,
      provenance: reference.provenance,
      snapshot_digest: snapshot.captured.digest,
      replaced: plan.effectiveProfileSnapshot._tag === "NotCaptured" ? "not_captured" : "damaged",
    },
  );

/** The rules of a plan whose reference alone is damaged: they are in its snapshot, and nobody asked for others. */
const frozenBefore = (
  { effectiveProfileSnapshot: snapshot }: Plan,
  { automationProfile }: CaptureCommand,
): FrozenRules | undefined => {
  if (snapshot._tag !== "Captured" || automationProfile !== undefined) return undefined;
  const { profile, provenance } = snapshot;
  return {
    reference: { name: profile.name, provenance },
    snapshot: { captured: snapshot, profileText: profileText(normalizeProfile(profile)) },
  };
};

const rulesFor = Effect.fnUntraced(function* (
  context: PlansContext,
  stores: Stores,
  moment: Moment,
  plan: Plan,
  { automationProfile, surroundings }: CaptureCommand,
): Effect.fn.Return<FrozenRules, CaptureError> {
  const action = yield* stores.actions.find(plan.actionName);
  const { at } = moment;
  if (automationProfile === undefined && !isDamaged(plan.automationProfile)) {
    return yield* referencedRules(context, stores, plan.automationProfile, { action, at });
  }
  return yield* resolveRules(context, stores, {
    plan: automationProfile,
    action,
    projects: plan.projects.map((project) => project.name),
    surroundings: surroundings ?? {},
    at,
  });
});

/** A child whose parent has rules may not be given looser ones, now as little as when it was made. */
const refuseLooser = Effect.fnUntraced(function* (
  stores: Stores,
  plan: Plan,
  profile: Profile,
): Effect.fn.Return<void, CaptureError> {
  const parent = plan.parentPlanId === null ? null : yield* stores.plans.find(plan.parentPlanId);
  if (parent === null || !hasRules(parent) || parent.effectiveProfileSnapshot._tag !== "Captured") return;
  const rules = loosenedRules(parent.effectiveProfileSnapshot.profile, profile);
  if (rules.length > 0) return yield* new ProfileError({ reason: { _tag: "Loosens", rules } });
});

/**
 * Freezes rules into a plan whose snapshot is not captured or damaged, or whose reference is damaged, now and by a
 * person, and asks the gate at which the plan stands. Reference and snapshot are replaced together and what they were
 * moves into the findings; the rules of a plan that has both are never replaced. Where the command names no profile, a
 * snapshot that can be read stays as it is, and otherwise the profile that the plan's own reference names is frozen
 * (decision record 14). A child may not be given rules that are looser than its parent's.
 */
export const capturePlan = (
  context: PlansContext,
  command: CaptureCommand,
): Effect.Effect<PlanAnswer, CaptureError> =>
  commitOn(
    context,
    command,
    "tree",
    Effect.fnUntraced(function* (
      stores: Stores,
      plan: Plan,
      moment: Moment,
    ): Effect.fn.Return<Result.Result<PlanAnswer, never>, CaptureError> {
      yield* checkVersion(plan, command);
      yield* requirePerson(command.actor, "capture");
      if (isFinished(plan.processingState)) return yield* wrongState(plan, "capture");
      if (hasRules(plan))
        return yield* new PlanError({ reason: { _tag: "AlreadyCaptured", planId: plan.planId } });
      const rules = frozenBefore(plan, command) ?? (yield* rulesFor(context, stores, moment, plan, command));
      const { profile } = rules.snapshot.captured;
      yield* refuseLooser(stores, plan, profile);
      const frozen = captured(plan, moment, rules);
      const { transition } = isLegal(plan)
        ? askNextGate(frozen, moment, profile, { treeCost: yield* treeCost(stores, plan, profile) })
        : { transition: frozen };
      yield* stores.snapshots.keep(rules.snapshot.captured.digest, rules.snapshot.profileText);
      const written = yield* stores.plans.capture(plan, transition.after);
      if (!written) return yield* new PlanError({ reason: { _tag: "NotFound", id: plan.planId } });
      for (const decision of transition.decisions) yield* stores.decisions.append(decision);
      yield* stores.events.append(transition.events);
      return Result.succeed(yield* answerWith(stores, transition.after, lastDecision(transition)));
    }),
  );

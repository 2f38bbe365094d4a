import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { Moment } from "../plan/Moment.ts";
import type { Plan } from "../plan/Plan.ts";
import type { PlanError } from "../plan/PlanError.ts";
import { loosenedRules } from "../profile/loosenedRules.ts";
import { ProfileError } from "../profile/ProfileError.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import type { NewPlan } from "./createPlan.ts";
import type { PlansContext } from "./PlansContext.ts";
import { freezeRules, profileNamed } from "./resolveRules.ts";
import { notCaptured, rulesOf } from "./transitionPlan.ts";

/** The rules of a child, with the text to keep where it may be new. */
export type ChildRules = Pick<NewPlan, "automationProfile" | "effectiveProfileSnapshot" | "profileDigest"> & {
  readonly profileText: string | undefined;
};

/** The parent's own: same reference, same snapshot bytes. */
export const inheritedRules = (parent: Plan): Result.Result<ChildRules, PlanError> => {
  const { automationProfile, effectiveProfileSnapshot: snapshot, profileDigest } = parent;
  return snapshot._tag !== "Captured" || profileDigest === null
    ? Result.fail(notCaptured(parent))
    : Result.map(rulesOf(parent), () => ({
        automationProfile,
        effectiveProfileSnapshot: snapshot,
        profileDigest,
        profileText: undefined,
      }));
};

/** A named profile for a child, which must be nowhere looser than the parent's; refused with the rules that would loosen. */
export const childRules = Effect.fnUntraced(function* (
  context: PlansContext,
  stores: Stores,
  moment: Moment,
  parent: Plan,
  name: string,
): Effect.fn.Return<ChildRules, PlanError | ProfileError | StorageError> {
  const parentProfile = yield* Effect.fromResult(rulesOf(parent));
  if (name === "") return yield* new ProfileError({ reason: { _tag: "EmptyName", level: "plan" } });
  const profile = yield* profileNamed(stores, name);
  const rules = loosenedRules(parentProfile, profile);
  if (rules.length > 0) return yield* new ProfileError({ reason: { _tag: "Loosens", rules } });
  const { reference, snapshot } = yield* freezeRules(
    context,
    { name, profile, provenance: "plan", resolution: { plan: name, parent: parentProfile.name } },
    moment.at,
  );
  return {
    automationProfile: reference,
    effectiveProfileSnapshot: snapshot.captured,
    profileDigest: snapshot.captured.digest,
    profileText: snapshot.profileText,
  };
});

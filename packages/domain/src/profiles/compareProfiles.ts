import * as Effect from "effect/Effect";
import type { PlanError } from "../plan/PlanError.ts";
import { findPlan } from "../plans/findPlan.ts";
import type { PlansContext } from "../plans/PlansContext.ts";
import { rulesOf } from "../plans/transitionPlan.ts";
import { diffProfiles, type RuleDifference } from "../profile/diffProfiles.ts";
import type { Profile } from "../profile/Profile.ts";
import type { ProfileError } from "../profile/ProfileError.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import { existingProfile } from "./readProfiles.ts";

/** Two profiles and the rules in which they differ. */
export interface ProfileComparison {
  readonly left: Profile;
  readonly right: Profile;
  readonly differences: ReadonlyArray<RuleDifference>;
}

const PLAN = "plan:";

const side = Effect.fnUntraced(function* (
  stores: Stores,
  text: string,
): Effect.fn.Return<Profile, PlanError | ProfileError | StorageError> {
  if (!text.startsWith(PLAN)) return yield* existingProfile(stores, text);
  const plan = yield* findPlan(stores, text.slice(PLAN.length));
  return yield* Effect.fromResult(rulesOf(plan));
});

/** Compares two profiles, each by name or, as `plan:<id>`, as it was frozen into a plan. */
export const compareProfiles = (
  context: PlansContext,
  left: string,
  right: string,
): Effect.Effect<ProfileComparison, PlanError | ProfileError | StorageError> =>
  context.uow.read((stores) =>
    Effect.map(Effect.all([side(stores, left), side(stores, right)]), ([a, b]) => ({
      left: a,
      right: b,
      differences: diffProfiles(a, b),
    })),
  );

import * as Effect from "effect/Effect";
import type { Action } from "../action/Action.ts";
import { ActionError } from "../action/ActionError.ts";
import { isDamaged } from "../json/Damaged.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import { findBuiltIn } from "../profile/builtIns.ts";
import type { Profile } from "../profile/Profile.ts";
import type { ProfileError } from "../profile/ProfileError.ts";
import type { ProfileRef } from "../profile/ProfileRef.ts";
import { type NewSnapshot, ProfileSnapshot } from "../profile/ProfileSnapshot.ts";
import {
  chooseProfile,
  type ProfileLevels,
  type ResolvedProfile,
  tightenResolved,
  unknownProfile,
} from "../profile/resolveProfile.ts";
import { applySafetyOverride, type SafetyOverride, writeSafetyOverride } from "../profile/SafetyOverride.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import type { Instant } from "../time/Instant.ts";
import type { PlansContext } from "./PlansContext.ts";

/** What the caller's surroundings say, the weakest level but the default (`PLANWRIGHT_AUTOMATION_PROFILE`). */
export interface Surroundings {
  readonly automationProfile?: string | undefined;
}

/** What the levels of one plan are made of. */
export interface RulesQuestion {
  readonly plan: string | undefined;
  readonly action: Pick<Action, "name" | "automationProfile" | "safetyProfile"> | null;
  readonly projects: ReadonlyArray<string>;
  readonly surroundings: Surroundings;
  readonly at: Instant;
}

/** The rules of a new plan: the reference to store and the snapshot to freeze. */
export interface FrozenRules {
  readonly reference: ProfileRef;
  readonly snapshot: NewSnapshot;
}

const levelsOf = Effect.fnUntraced(function* (
  stores: Stores,
  question: RulesQuestion,
): Effect.fn.Return<ProfileLevels, StorageError> {
  const projects: Array<{ readonly project: string; readonly profile: string | undefined }> = [];
  for (const project of question.projects) {
    const setting = yield* stores.settings.find("core.automation-profile", project);
    projects.push({ project, profile: setting?.value });
  }
  const setting = yield* stores.settings.find("core.automation-profile", null);
  return {
    plan: question.plan,
    action: question.action?.automationProfile ?? undefined,
    projects,
    setting: setting?.value,
    environment: question.surroundings.automationProfile,
  };
});

/** The profile that a name stands for; an unknown one is an error that lists the names there are. */
export const profileNamed = Effect.fnUntraced(function* (
  stores: Stores,
  name: string,
): Effect.fn.Return<Profile, ProfileError | StorageError> {
  const profile = findBuiltIn(name) ?? (yield* stores.profiles.find(name));
  return profile ?? (yield* unknownProfile(name, yield* stores.profiles.all()));
});

/** Freezes a resolved profile into the snapshot of a plan. */
export const freezeRules = (
  context: PlansContext,
  {
    name,
    profile,
    provenance,
    resolution,
  }: Omit<ResolvedProfile, "resolution"> & { readonly resolution: JsonObject },
  at: Instant,
): Effect.Effect<FrozenRules, ProfileError> =>
  Effect.map(
    Effect.fromResult(
      ProfileSnapshot.make({ profile, provenance, resolution, resolvedAt: at }, context.crypto.sha256),
    ),
    (snapshot) => ({ reference: { name, provenance }, snapshot }),
  );

const safetyOf = (action: RulesQuestion["action"]): Effect.Effect<SafetyOverride | null, ActionError> => {
  const safety = action?.safetyProfile ?? null;
  return isDamaged(safety)
    ? Effect.fail(
        new ActionError({ reason: { _tag: "Damaged", name: action?.name ?? "", length: safety.length } }),
      )
    : Effect.succeed(safety);
};

/** Resolves the profile that governs a new plan over its levels, with the action's safety rules on top, and freezes it. */
export const resolveRules = Effect.fnUntraced(function* (
  context: PlansContext,
  stores: Stores,
  question: RulesQuestion,
): Effect.fn.Return<FrozenRules, ActionError | ProfileError | StorageError> {
  const choice = yield* Effect.fromResult(chooseProfile(yield* levelsOf(stores, question)));
  const profile = yield* profileNamed(stores, choice.name);
  const safety = yield* safetyOf(question.action);
  const tightened = yield* Effect.fromResult(tightenResolved({ ...choice, profile }, safety));
  return yield* freezeRules(context, tightened, question.at);
});

/** Freezes the profile that a plan's own reference names, which stays as it is, with the action's safety rules on top. */
export const referencedRules = Effect.fnUntraced(function* (
  context: PlansContext,
  stores: Stores,
  reference: ProfileRef,
  { action, at }: Pick<RulesQuestion, "action" | "at">,
): Effect.fn.Return<FrozenRules, ActionError | ProfileError | StorageError> {
  const named = yield* profileNamed(stores, reference.name);
  const safety = yield* safetyOf(action);
  const profile = safety === null ? named : yield* Effect.fromResult(applySafetyOverride(named, safety));
  const resolution = {
    reference: reference.name,
    safety_profile: safety === null ? null : writeSafetyOverride(safety),
  };
  return yield* freezeRules(context, { ...reference, profile, resolution }, at);
});

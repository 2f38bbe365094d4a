import * as Result from "effect/Result";
import type { JsonObject } from "../json/JsonValue.ts";
import { DEFAULT_PROFILE_NAME, findBuiltIn } from "./builtIns.ts";
import type { Profile } from "./Profile.ts";
import { ProfileError } from "./ProfileError.ts";
import { knownNames } from "./ProfileName.ts";
import type { Provenance } from "./Provenance.ts";
import { applySafetyOverride, type SafetyOverride, writeSafetyOverride } from "./SafetyOverride.ts";

/** What each level says; undefined is absent, and an empty text is an error (domain.md section 6, resolution). */
export interface ProfileLevels {
  /** `--automation-profile`. */
  readonly plan: string | undefined;
  /** The action's `automation_profile`. */
  readonly action: string | undefined;
  /** The settings of the plan's projects, in the order in which the projects were given. */
  readonly projects: ReadonlyArray<{ readonly project: string; readonly profile: string | undefined }>;
  /** The global setting kept in the ledger. */
  readonly setting: string | undefined;
  /** `PLANWRIGHT_AUTOMATION_PROFILE`. */
  readonly environment: string | undefined;
}

/** The record of what each level said, kept in the snapshot; null said nothing. */
export type Resolution = {
  readonly plan: string | null;
  readonly action: string | null;
  /** The first project's word; `projects` has all of them. */
  readonly project: string | null;
  readonly projects: ReadonlyArray<{ readonly project: string; readonly profile: string }>;
  readonly global: string;
  readonly global_source: "setting" | "environment" | "default";
  /** What the action's safety override set on top; null when it has none. */
  readonly safety_profile: JsonObject | null;
};

/** The name that wins, the level that gave it, and what all levels said. */
export interface ProfileChoice {
  readonly name: string;
  readonly provenance: Provenance;
  readonly resolution: Resolution;
}

/** A choice with the profile that it names. */
export interface ResolvedProfile extends ProfileChoice {
  readonly profile: Profile;
}

const emptyLevel = (levels: ProfileLevels): Provenance | undefined => {
  if (levels.plan === "") return "plan";
  if (levels.action === "") return "action";
  if (levels.projects.some(({ profile }) => profile === "")) return "project";
  return levels.setting === "" || levels.environment === "" ? "global" : undefined;
};

const record = (levels: ProfileLevels): Resolution => {
  const { plan, action, setting, environment } = levels;
  const projects = levels.projects.flatMap(({ project, profile }) =>
    profile === undefined ? [] : [{ project, profile }],
  );
  return {
    plan: plan ?? null,
    action: action ?? null,
    project: projects[0]?.profile ?? null,
    projects,
    global: setting ?? environment ?? DEFAULT_PROFILE_NAME,
    global_source: setting !== undefined ? "setting" : environment !== undefined ? "environment" : "default",
    safety_profile: null,
  };
};

/**
 * Which name wins: plan, then action, then project, then the global setting, the environment and the default. Fails
 * with `EmptyName` for an empty text at any level, also one that would not win, and with `Disagree` when the projects
 * decide and name different profiles.
 */
export const chooseProfile = (levels: ProfileLevels): Result.Result<ProfileChoice, ProfileError> => {
  const empty = emptyLevel(levels);
  if (empty !== undefined)
    return Result.fail(new ProfileError({ reason: { _tag: "EmptyName", level: empty } }));
  const resolution = record(levels);
  const { plan, action, project, projects, global } = resolution;
  if (plan !== null) return Result.succeed({ name: plan, provenance: "plan", resolution });
  if (action !== null) return Result.succeed({ name: action, provenance: "action", resolution });
  if (project !== null) {
    return projects.every(({ profile }) => profile === project)
      ? Result.succeed({ name: project, provenance: "project", resolution })
      : Result.fail(new ProfileError({ reason: { _tag: "Disagree", projects } }));
  }
  return Result.succeed({ name: global, provenance: "global", resolution });
};

/**
 * The profile that governs a new plan. Built-in profiles come before custom ones, so that none can be shadowed. Fails
 * like `chooseProfile`, and with `Unknown` and the known names when the winner is not known; it never falls through to
 * a weaker level.
 */
export const resolveProfile = (
  levels: ProfileLevels,
  custom: ReadonlyArray<Profile>,
): Result.Result<ResolvedProfile, ProfileError> =>
  Result.flatMap(chooseProfile(levels), (choice) => {
    const { name } = choice;
    const profile = findBuiltIn(name) ?? custom.find((candidate) => candidate.name === name);
    return profile === undefined
      ? Result.fail(unknownProfile(name, custom))
      : Result.succeed({ ...choice, profile });
  });

/** The same for the profile that a command is about, which is not there. */
export const profileNotFound = (
  name: string,
  custom: ReadonlyArray<{ readonly name: string }>,
): ProfileError =>
  new ProfileError({
    reason: { _tag: "NotFound", name, known: knownNames(custom.map((profile) => profile.name)) },
  });

/** The error for a name that is neither a built-in nor one of the custom profiles; it lists the names there are. */
export const unknownProfile = (
  name: string,
  custom: ReadonlyArray<{ readonly name: string }>,
): ProfileError =>
  new ProfileError({
    reason: { _tag: "Unknown", name, known: knownNames(custom.map((profile) => profile.name)) },
  });

/**
 * The resolved profile with an action's safety override on top and in the record; unchanged without one. Fails with
 * `Loosens` when the override would loosen a rule of the profile.
 */
export const tightenResolved = (
  resolved: ResolvedProfile,
  override: SafetyOverride | null,
): Result.Result<ResolvedProfile, ProfileError> =>
  override === null
    ? Result.succeed(resolved)
    : Result.map(applySafetyOverride(resolved.profile, override), (profile) => ({
        ...resolved,
        profile,
        resolution: { ...resolved.resolution, safety_profile: writeSafetyOverride(override) },
      }));

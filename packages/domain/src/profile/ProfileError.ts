import * as Data from "effect/Data";
import { formatPath, type Issue } from "../input/InvalidInput.ts";
import type { Provenance } from "./Provenance.ts";
import type { RuleName } from "./profileRules.ts";
import type { SnapshotProblem } from "./snapshotProblem.ts";

/** Why a profile, a reference to one or a snapshot of one was refused. */
export type ProfileReason =
  /** A profile or safety override that breaks the rules of its form. */
  | { readonly _tag: "Invalid"; readonly issues: ReadonlyArray<Issue> }
  /** A plan or a setting asks for a profile that does not exist; `known` are the names there are. */
  | { readonly _tag: "Unknown"; readonly name: string; readonly known: ReadonlyArray<string> }
  /** The profile that a command is about does not exist; `known` are the names there are. */
  | { readonly _tag: "NotFound"; readonly name: string; readonly known: ReadonlyArray<string> }
  /** A built-in profile can be neither changed, replaced nor removed. */
  | { readonly _tag: "ReadOnly"; readonly name: string }
  | { readonly _tag: "Exists"; readonly name: string }
  /** What should only tighten would loosen these rules. */
  | { readonly _tag: "Loosens"; readonly rules: ReadonlyArray<RuleName> }
  /** A level names a profile with the empty text; absent is something else. */
  | { readonly _tag: "EmptyName"; readonly level: Provenance }
  /** The projects decide, and they do not agree. */
  | {
      readonly _tag: "Disagree";
      readonly projects: ReadonlyArray<{ readonly project: string; readonly profile: string }>;
    }
  | { readonly _tag: "DamagedReference"; readonly length: number }
  | { readonly _tag: "BadSnapshot"; readonly problem: SnapshotProblem; readonly length: number };

const MOST_SHOWN = 50;

const listed = (items: ReadonlyArray<string>, separator = ", "): string =>
  items.length <= MOST_SHOWN
    ? items.join(separator)
    : `${items.slice(0, MOST_SHOWN).join(separator)}${separator}and more (${items.length} in all)`;

/** A name that is worth repeating; one that cannot be a profile's name may be any stored text, so only its length is told. */
const named = (name: string): string =>
  /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,254}$/.test(name) ? name : `(a name of ${name.length} characters)`;

const LEVEL: { readonly [Level in Provenance]: string } = {
  plan: "The plan",
  action: "The action",
  project: "A project's setting",
  global: "The global setting or PLANWRIGHT_AUTOMATION_PROFILE",
};

const PROBLEM: { readonly [Problem in SnapshotProblem]: string } = {
  empty: "is empty",
  too_large: "is larger than 256 KiB",
  too_deep: "is nested deeper than 64 levels",
  not_json: "is not JSON, or has a key twice in one object",
  not_an_object: "is no JSON object",
  not_captured: "holds no rules",
  wrong_form: "is not of the form planwright.profile-snapshot/1",
};

const sentence = (reason: ProfileReason): string => {
  switch (reason._tag) {
    case "Invalid":
      return `The profile is invalid: ${listed(
        reason.issues.map(({ path, message }) => `${formatPath(path)} ${message}`.trim()),
        "; ",
      )}.`;
    case "Unknown":
    case "NotFound":
      return `No profile is called ${named(reason.name)}; choose one of ${listed(reason.known)}.`;
    case "ReadOnly":
      return `${named(reason.name)} is a built-in profile, which can be neither changed, replaced nor removed; register your own as namespace/name.`;
    case "Exists":
      return `A profile called ${named(reason.name)} exists already; replace it with --replace, or choose another name.`;
    case "Loosens":
      return `These rules would be looser than they must be: ${listed(reason.rules)}; make each at least as strict.`;
    case "EmptyName":
      return `${LEVEL[reason.level]} names the automation profile with an empty text; leave it out or name a profile.`;
    case "Disagree":
      return `The projects name different automation profiles (${listed(
        reason.projects.map(({ project, profile }) => `${project}: ${named(profile)}`),
      )}); name one with --automation-profile.`;
    case "DamagedReference":
      return `The profile reference (${reason.length} characters) is damaged; \`planwright plan capture\` gives the plan a new one.`;
    case "BadSnapshot":
      return `The profile snapshot (${reason.length} characters) ${PROBLEM[reason.problem]}.`;
  }
};

/** What can go wrong with an automation profile; the message holds names and lengths, never stored text. */
export class ProfileError extends Data.TaggedError("ProfileError")<{ readonly reason: ProfileReason }> {
  override get message(): string {
    return sentence(this.reason);
  }

  /** False for every reason: the same call fails again until somebody changes something. */
  get retryable(): boolean {
    return false;
  }
}

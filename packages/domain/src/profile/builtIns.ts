import { DEFAULT_SAFETY, PROFILE_SCHEMA_VERSION, type Profile, type SafetyRules } from "./Profile.ts";
import { makeThresholds } from "./Threshold.ts";

const builtIn = (
  name: string,
  description: string,
  thresholds: readonly [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ],
  safety: SafetyRules = DEFAULT_SAFETY,
): Profile =>
  Object.freeze({
    name,
    description,
    source: "built-in",
    schemaVersion: PROFILE_SCHEMA_VERSION,
    thresholds: Object.freeze(makeThresholds((_, index) => thresholds[index] ?? 1)),
    safety,
    guards: null,
  });

/** The nine built-in profiles, strictest first (domain.md section 6); they can be neither changed nor shadowed. */
export const BUILT_INS: ReadonlyArray<Profile> = Object.freeze([
  builtIn("manual", "A person approves everything.", [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]),
  builtIn("review", "Phases run; decisions and apply wait for a person.", [0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 1]),
  builtIn("supervised", "Planning runs; execution waits for a person.", [0, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1]),
  builtIn(
    "balanced",
    "Planning runs; confidence decides execution; apply waits for a person.",
    [0, 0.8, 1, 0, 0.8, 0.8, 0.9, 1, 0.8, 0, 0.8],
  ),
  builtIn("cautious", "Confidence decides most things.", [0.6, 0.8, 1, 0.6, 0.7, 0.7, 0.9, 1, 0.8, 0.5, 0.8]),
  builtIn("trusted", "Only apply and going back wait for a person.", [0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0]),
  builtIn("auto", "Only apply waits for a person.", [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
  builtIn(
    "ci",
    "Unattended; sandbox and checkpoints are required, unsafe tools are refused.",
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    Object.freeze({
      ...DEFAULT_SAFETY,
      requireSandbox: true,
      requireCheckpoints: true,
      allowUnsafeTools: false,
    }),
  ),
  builtIn(
    "full-auto",
    "Everything is automatic; no sandbox, no checkpoints, unsafe tools are allowed.",
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    Object.freeze({
      ...DEFAULT_SAFETY,
      requireSandbox: false,
      requireCheckpoints: false,
      allowUnsafeTools: true,
    }),
  ),
]);

/** The profile that holds when no level names one (domain.md section 6). */
export const DEFAULT_PROFILE_NAME = "balanced";

const byName: ReadonlyMap<string, Profile> = new Map(BUILT_INS.map((profile) => [profile.name, profile]));

/** The built-in profile of exactly this name, or undefined. */
export const findBuiltIn = (name: string): Profile | undefined => byName.get(name);

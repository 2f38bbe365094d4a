import { type FieldKind, FLAG } from "../input/fieldKinds.ts";
import type { Guards, SafetyRules } from "./Profile.ts";

const isAmount = (value: unknown): value is number =>
  typeof value === "number" && Number.isFinite(value) && value >= 0;

const isCount = (value: unknown): value is number => isAmount(value) && Number.isSafeInteger(value);

const isText = (value: unknown): value is string =>
  typeof value === "string" && value.isWellFormed() && !value.includes("\0");

const isList = (value: unknown): value is ReadonlyArray<string> =>
  Array.isArray(value) && value.every((item) => isText(item) && item !== "");

const orNull =
  <T>(is: (value: unknown) => value is T) =>
  (value: unknown): value is T | null =>
    value === null || is(value);

/** Text without U+0000 and without halves of surrogate pairs, so that every store can hold it. */
export const TEXT: FieldKind<string> = {
  is: isText,
  expected: "must be a text (of whole characters, without U+0000)",
};

/** A number in [0, 1]. */
export const THRESHOLD: FieldKind<number> = {
  is: (value): value is number => isAmount(value) && value <= 1,
  expected: "must be a number from 0 to 1",
};

const CAP: FieldKind<number | null> = {
  is: orNull(isAmount),
  expected: "must be a number of at least 0, or null",
};
const COUNT: FieldKind<number> = { is: isCount, expected: "must be a whole number of at least 0" };
const LIST: FieldKind<ReadonlyArray<string>> = {
  is: isList,
  expected: "must be a list of texts that are not empty",
};

/** What the safety rules may hold. */
export const SAFETY_KINDS: { readonly [Rule in keyof SafetyRules]: FieldKind<SafetyRules[Rule]> } = {
  requireSandbox: FLAG,
  requireCheckpoints: FLAG,
  allowUnsafeTools: FLAG,
  requireHumanApproval: FLAG,
  allowedSkillCategories: LIST,
  maxCostPerPlan: CAP,
  maxTotalCost: CAP,
  maxRetriesPerStep: COUNT,
};

/** What the guards may hold. */
export const GUARD_KINDS: { readonly [Guard in keyof Guards]: FieldKind<Guards[Guard]> } = {
  toolDenylist: LIST,
  toolAllowlist: { is: orNull(isList), expected: "must be a list of texts that are not empty, or null" },
  maxToolCallsPerStep: { is: orNull(isCount), expected: "must be a whole number of at least 0, or null" },
  maxTotalCost: CAP,
  requireApprovalForWrites: FLAG,
  requireApprovalForApply: FLAG,
};

import { describe, expect, it } from "@effect/vitest";
import * as Result from "effect/Result";
import { isDamaged } from "../../src/json/Damaged.ts";
import { BUILT_INS } from "../../src/profile/builtIns.ts";
import { decodeProfileFile, MAX_PROFILE_BYTES, readStoredProfile } from "../../src/profile/decodeProfile.ts";
import type { ProfileReason } from "../../src/profile/ProfileError.ts";
import { THRESHOLD_NAMES, THRESHOLDS } from "../../src/profile/Threshold.ts";
import { profileText, writeProfile } from "../../src/profile/writeProfile.ts";
import { anyProfile } from "./anyProfile.ts";

type File = { readonly [key: string]: unknown };

const thresholds = Object.fromEntries(THRESHOLD_NAMES.map((name) => [name, 0.5]));
const file = (more: File = {}): File => ({ name: "team/careful", ...thresholds, ...more });
const without = (key: string, more: File = {}): File =>
  Object.fromEntries(Object.entries(file(more)).filter(([name]) => name !== key));

const reason = (input: unknown): ProfileReason | undefined => {
  const result = decodeProfileFile(input);
  return Result.isFailure(result) ? result.failure.reason : undefined;
};
const issues = (input: unknown): ReadonlyArray<readonly [string, string]> => {
  const found = reason(input);
  return found?._tag === "Invalid" ? found.issues.map(({ path, message }) => [path.join("."), message]) : [];
};
const paths = (input: unknown): ReadonlyArray<string> => issues(input).map(([path]) => path);

describe("decodeProfileFile", () => {
  it("fills in the defaults of the specification", () => {
    expect(Result.getOrThrow(decodeProfileFile(file()))).toEqual({
      name: "team/careful",
      description: "",
      source: "custom",
      schemaVersion: "1.0",
      thresholds,
      safety: {
        requireSandbox: true,
        requireCheckpoints: true,
        allowUnsafeTools: false,
        requireHumanApproval: false,
        allowedSkillCategories: [],
        maxCostPerPlan: null,
        maxTotalCost: null,
        maxRetriesPerStep: 3,
      },
      guards: null,
    });
  });

  it("fills in guards that set a rule, and takes guards that set none for absent", () => {
    expect(Result.getOrThrow(decodeProfileFile(file({ guards: { tool_denylist: ["rm"] } }))).guards).toEqual({
      toolDenylist: ["rm"],
      toolAllowlist: null,
      maxToolCallsPerStep: null,
      maxTotalCost: null,
      requireApprovalForWrites: false,
      requireApprovalForApply: false,
    });
    for (const guards of [null, {}, { tool_denylist: [] }, { require_approval_for_apply: false }]) {
      expect(Result.getOrThrow(decodeProfileFile(file({ guards }))).guards).toBeNull();
    }
    expect(
      Result.getOrThrow(decodeProfileFile(file({ guards: { tool_allowlist: [] } }))).guards,
    ).not.toBeNull();
  });

  it("wants each of the 11 thresholds, under its name or its alias, and not under both", () => {
    for (const { name, alias } of THRESHOLDS) {
      expect(paths(without(name))).toEqual([name]);
      expect(Result.getOrThrow(decodeProfileFile(without(name, { [alias]: 0.25 }))).thresholds[name]).toBe(
        0.25,
      );
      expect(issues(file({ [alias]: 0.5 }))).toEqual([
        [alias, `is another name of ${name}, which is given too; keep one of the two`],
      ]);
      for (const value of [-0.1, 1.1, Number.NaN, Number.POSITIVE_INFINITY, "0.5", null, true]) {
        expect(paths(file({ [name]: value }))).toEqual([name]);
        expect(paths(without(name, { [alias]: value }))).toEqual([alias]);
      }
      for (const value of [0, 1, 0.123]) {
        expect(Result.getOrThrow(decodeProfileFile(file({ [name]: value }))).thresholds[name]).toBe(value);
      }
    }
    expect(paths({ name: "team/x" })).toEqual(THRESHOLD_NAMES);
  });

  it("takes -0 for 0", () => {
    const profile = Result.getOrThrow(decodeProfileFile(file({ auto_apply: -0, max_total_cost: -0 })));
    expect([Object.is(profile.thresholds.auto_apply, 0), Object.is(profile.safety.maxTotalCost, 0)]).toEqual([
      true,
      true,
    ]);
  });

  it("refuses unknown keys with their path", () => {
    expect(paths(file({ auto_aply: 1 }))).toEqual(["auto_aply"]);
    expect(paths(file({ guards: { tool_denylst: [] } }))).toEqual(["guards.tool_denylst"]);
    expect(paths(JSON.parse(JSON.stringify(file()).replace("{", '{"__proto__":{},')))).toEqual(["__proto__"]);
    expect(paths(file({ constructor: 1 }))).toEqual(["constructor"]);
  });

  it("says that safety rules are top level when they are nested", () => {
    expect(issues(file({ safety: { require_sandbox: false, max_total_cost: 3 } }))).toEqual([
      ["safety.require_sandbox", "safety rules are top-level keys; move it out of `safety`"],
      ["safety.max_total_cost", "safety rules are top-level keys; move it out of `safety`"],
    ]);
    expect(paths(file({ safety: {} }))).toEqual(["safety"]);
    expect(paths(file({ safety: "strict" }))).toEqual(["safety"]);
    expect(paths(file({ thresholds: { auto_apply: 1 } }))).toEqual(["thresholds.auto_apply"]);
  });

  it.each<readonly [File, string]>([
    [{ require_sandbox: "yes" }, "require_sandbox"],
    [{ require_checkpoints: 1 }, "require_checkpoints"],
    [{ allow_unsafe_tools: null }, "allow_unsafe_tools"],
    [{ allowed_skill_categories: "search" }, "allowed_skill_categories"],
    [{ allowed_skill_categories: [""] }, "allowed_skill_categories"],
    [{ allowed_skill_categories: ["\ud800"] }, "allowed_skill_categories"],
    [{ max_cost_per_plan: -1 }, "max_cost_per_plan"],
    [{ max_total_cost: Number.POSITIVE_INFINITY }, "max_total_cost"],
    [{ max_retries_per_step: 1.5 }, "max_retries_per_step"],
    [{ max_retries_per_step: null }, "max_retries_per_step"],
    [{ max_cost_per_plan: 3, max_total_cost: 2 }, "max_cost_per_plan"],
    [{ guards: [] }, "guards"],
    [{ guards: { tool_allowlist: [1] } }, "guards.tool_allowlist"],
    [{ guards: { max_tool_calls_per_step: -1 } }, "guards.max_tool_calls_per_step"],
    [{ guards: { require_approval_for_writes: "no" } }, "guards.require_approval_for_writes"],
    [{ description: 7 }, "description"],
    [{ description: "a\0b" }, "description"],
    [{ source: "built-in" }, "source"],
    [{ schema_version: 1 }, "schema_version"],
    [{ schema_version: "2.0" }, "schema_version"],
    [{ name: "" }, "name"],
    [{ name: 3 }, "name"],
    [{ name: "careful" }, "name"],
    [{ name: "local/balanced" }, "name"],
    [{ name: "openai/careful" }, "name"],
    [{ name: "a b/c" }, "name"],
  ])("refuses %j at %s", (more, path) => {
    expect(paths(file(more))).toEqual([path]);
  });

  it("collects everything that is wrong", () => {
    expect(paths({ name: "x", auto_apply: 2, guards: { a: 1 }, b: 1 })).toEqual([
      "b",
      "name",
      ...THRESHOLD_NAMES,
      "guards.a",
    ]);
  });

  it("refuses a built-in's name, whatever else is in the file", () => {
    for (const { name } of BUILT_INS) expect(reason(file({ name }))).toEqual({ _tag: "ReadOnly", name });
    expect(reason({ name: "balanced" })).toEqual({ _tag: "ReadOnly", name: "balanced" });
  });

  it("refuses what is no group of keys", () => {
    for (const input of [null, undefined, "name", 3, [], [file()]]) expect(paths(input)).toEqual([""]);
  });

  it("refuses a profile that would fill a snapshot", () => {
    const empty = new TextEncoder().encode(profileText(Result.getOrThrow(decodeProfileFile(file())))).length;
    const fits = "x".repeat(MAX_PROFILE_BYTES - empty);
    expect(reason(file({ description: fits }))).toBeUndefined();
    expect(paths(file({ description: `${fits}x` }))).toEqual([""]);
  });

  it("never repeats a value [L1]", () => {
    const result = decodeProfileFile(
      file({ auto_apply: "MARKER", description: ["MARKER"], guards: { tool_denylist: "MARKER" } }),
    );
    expect(Result.isFailure(result) ? result.failure.message : "").toMatch(
      /^The profile is invalid: description .*auto_apply .*guards\.tool_denylist/,
    );
    expect(JSON.stringify(result) + (Result.isFailure(result) ? result.failure.message : "")).not.toContain(
      "MARKER",
    );
  });

  it.prop("reads back the file that a profile is written to", [anyProfile], ([profile]) => {
    expect(decodeProfileFile(writeProfile(profile))).toEqual(Result.succeed(profile));
    expect(readStoredProfile(profileText(profile))).toEqual(profile);
  });
});

describe("readStoredProfile", () => {
  const text = profileText(Result.getOrThrow(decodeProfileFile(file())));

  it("finds damaged what the ledger did not write", () => {
    expect(isDamaged(readStoredProfile(text))).toBe(false);
    for (const bad of [
      "",
      "null",
      text.slice(0, -1),
      text.replace('"auto_apply":0.5,', ""),
      text.replace('"auto_apply":0.5', '"auto_apply":2'),
      text.replace('"auto_apply"', '"select_tool"'),
      text.replace('"auto_apply":0.5', '"auto_apply":0.5,"auto_apply":1'),
      text.replace('"source"', '"select_tool":0.5,"source"'),
      text.replace('"guards":null', '"guards":{}'),
      text.replace('"guards":null', '"guards":[[[[]]]]'),
      text.replace('"schema_version":"1.0"', '"schema_version":"2.0"'),
      text.replace("team/careful", ""),
      text.replace('"description":""', '"description":"\\ud800"'),
      `${"[".repeat(200_000)}${"]".repeat(200_000)}`,
    ]) {
      expect(readStoredProfile(bad)).toEqual({ _tag: "Damaged", length: bad.length });
    }
  });
});

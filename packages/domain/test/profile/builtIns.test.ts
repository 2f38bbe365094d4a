import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@effect/vitest";
import { BUILT_INS, DEFAULT_PROFILE_NAME, findBuiltIn } from "../../src/profile/builtIns.ts";
import { readStoredProfile } from "../../src/profile/decodeProfile.ts";
import { THRESHOLD_NAMES, THRESHOLDS } from "../../src/profile/Threshold.ts";
import { profileText } from "../../src/profile/writeProfile.ts";

const golden = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../golden/profiles/${name}.json`, import.meta.url)), "utf8").trimEnd();

const NUMBERS: { readonly [name: string]: string } = {
  manual: "1 1 1 1 1 1 1 1 1 1 1",
  review: "0 0 1 1 1 1 1 1 1 0 1",
  supervised: "0 1 1 0 1 1 1 1 1 0 1",
  balanced: "0 .8 1 0 .8 .8 .9 1 .8 0 .8",
  cautious: ".6 .8 1 .6 .7 .7 .9 1 .8 .5 .8",
  trusted: "0 0 1 0 0 0 1 1 0 0 0",
  auto: "0 0 1 0 0 0 0 0 0 0 0",
  ci: "0 0 0 0 0 0 0 0 0 0 0",
  "full-auto": "0 0 0 0 0 0 0 0 0 0 0",
};

describe("the built-in profiles", () => {
  it("are the nine of the specification, in its order, with its numbers", () => {
    expect(BUILT_INS.map((profile) => profile.name)).toEqual(Object.keys(NUMBERS));
    for (const profile of BUILT_INS) {
      const numbers = THRESHOLD_NAMES.map((name) => profile.thresholds[name]);
      expect([profile.name, numbers]).toEqual([profile.name, NUMBERS[profile.name]?.split(" ").map(Number)]);
    }
  });

  it.each(Object.keys(NUMBERS))("have one canonical text each, kept for ever: %s", (name) => {
    const profile = findBuiltIn(name);
    if (profile === undefined) throw new Error(`there is no ${name}`);
    expect(profileText(profile)).toBe(golden(name));
    expect(readStoredProfile(golden(name))).toEqual(profile);
  });

  it("require sandbox and checkpoints and refuse unsafe tools, all but full-auto", () => {
    for (const { name, safety, guards, source } of BUILT_INS) {
      const strict = name !== "full-auto";
      expect([name, safety.requireSandbox, safety.requireCheckpoints, safety.allowUnsafeTools]).toEqual([
        name,
        strict,
        strict,
        !strict,
      ]);
      expect([guards, source, safety.maxRetriesPerStep]).toEqual([null, "built-in", 3]);
    }
  });

  it("have one default, named in one place [P5]", () => {
    expect(DEFAULT_PROFILE_NAME).toBe("balanced");
    expect(findBuiltIn(DEFAULT_PROFILE_NAME)?.name).toBe("balanced");
  });

  it("are found by their exact names only and cannot be changed", () => {
    for (const name of ["Balanced", " balanced", "local/balanced", "__proto__", ""])
      expect(findBuiltIn(name)).toBeUndefined();
    for (const profile of BUILT_INS) {
      for (const part of [
        profile,
        profile.thresholds,
        profile.safety,
        profile.safety.allowedSkillCategories,
      ]) {
        expect(Object.isFrozen(part)).toBe(true);
      }
    }
  });
});

describe("the thresholds", () => {
  it("have the names, aliases and operations of the specification, in its order", () => {
    expect(THRESHOLDS.map(({ name, alias, operation }) => `${name} ${alias} ${operation}`)).toEqual([
      "auto_strategize decompose_task strategize",
      "auto_execute create_tool execute",
      "auto_apply select_tool apply",
      "auto_decisions_strategize edit_code decide-strategize",
      "auto_decisions_execute execute_command decide-execute",
      "auto_validation_fix create_file fix-validation",
      "auto_strategy_revision delete_content revise-strategy",
      "auto_reversion_from_apply access_network revert-apply",
      "auto_child_plans install_dependency spawn",
      "auto_retry_transient modify_config retry",
      "auto_checkpoint_restore approve_plan restore-checkpoint",
    ]);
  });
});

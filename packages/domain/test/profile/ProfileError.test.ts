import { describe, expect, it } from "@effect/vitest";
import { ProfileError, type ProfileReason } from "../../src/profile/ProfileError.ts";

const message = (reason: ProfileReason): string => new ProfileError({ reason }).message;

describe("ProfileError", () => {
  it.each<ProfileReason>([
    { _tag: "Invalid", issues: [{ path: ["guards", "x"], message: "is not a known key" }] },
    { _tag: "Invalid", issues: [{ path: [], message: "it is no group of keys" }] },
    { _tag: "Unknown", name: "nobody", known: ["manual"] },
    { _tag: "ReadOnly", name: "manual" },
    { _tag: "Exists", name: "team/a" },
    { _tag: "Loosens", rules: ["auto_apply", "guards.tool_denylist"] },
    { _tag: "EmptyName", level: "global" },
    { _tag: "Disagree", projects: [{ project: "local/a", profile: "ci" }] },
    { _tag: "DamagedReference", length: 3 },
    { _tag: "BadSnapshot", problem: "too_deep", length: 3 },
  ])("says in a sentence what is wrong: $_tag", (reason) => {
    expect(message(reason)).toMatch(/^[\w(`].*\.$/s);
    expect(new ProfileError({ reason }).retryable).toBe(false);
  });

  it("names the place of an issue", () => {
    expect(message({ _tag: "Invalid", issues: [{ path: ["guards", "x"], message: "is unknown" }] })).toBe(
      "The profile is invalid: guards.x is unknown.",
    );
  });

  it("caps lists at 50 and tells the total [L2]", () => {
    const known = Array.from({ length: 120 }, (_, index) => `team/p${index}`);
    const text = message({ _tag: "Unknown", name: "nobody", known });
    expect(text).toContain("team/p49, and more (120 in all)");
    expect(text).not.toContain("team/p50");
  });

  it("repeats a name only if it can be one, because an adopted row may hold any text [L1]", () => {
    for (const name of ["MARKER MARKER", "{MARKER", "MARKER\u001b[31m", `MARKER${"x".repeat(300)}`]) {
      expect(message({ _tag: "Unknown", name, known: [] })).toContain(
        `(a name of ${name.length} characters)`,
      );
      expect(message({ _tag: "Unknown", name, known: [] })).not.toContain("MARKER");
    }
    expect(message({ _tag: "Unknown", name: "team/careful", known: [] })).toContain("team/careful");
  });
});

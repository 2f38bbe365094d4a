import { describe, expect, it } from "@effect/vitest";
import { BUILT_INS, findBuiltIn } from "../../src/profile/builtIns.ts";
import { diffProfiles } from "../../src/profile/diffProfiles.ts";
import { loosenedRules } from "../../src/profile/loosenedRules.ts";
import { type Guards, NO_GUARDS, type Profile } from "../../src/profile/Profile.ts";
import { anyProfile } from "./anyProfile.ts";

const named = (name: string): Profile => findBuiltIn(name) ?? BUILT_INS[0] ?? Object.assign({});
const guarded = (guards: Partial<Guards> | null): Profile => ({
  ...named("auto"),
  guards: guards && { ...NO_GUARDS, ...guards },
});

describe("diffProfiles", () => {
  it("lists the rules that differ, with both values and what the change does", () => {
    expect(diffProfiles(named("auto"), named("ci"))).toEqual([
      { rule: "auto_apply", left: 1, right: 0, change: "looser" },
    ]);
    expect(diffProfiles(named("full-auto"), named("ci"))).toEqual([
      { rule: "require_sandbox", left: false, right: true, change: "tighter" },
      { rule: "require_checkpoints", left: false, right: true, change: "tighter" },
      { rule: "allow_unsafe_tools", left: true, right: false, change: "tighter" },
    ]);
  });

  it("compares absent guards as guards that set no rule, and lists as sets", () => {
    expect(diffProfiles(guarded(null), guarded({}))).toEqual([]);
    expect(
      diffProfiles(guarded({ toolDenylist: ["a", "b"] }), guarded({ toolDenylist: ["b", "a", "b"] })),
    ).toEqual([]);
    expect(diffProfiles(guarded({ toolDenylist: ["a"] }), guarded({ toolDenylist: ["b"] }))).toMatchObject([
      { change: "mixed" },
    ]);
    expect(
      diffProfiles(guarded({ toolAllowlist: ["a*"] }), guarded({ toolAllowlist: ["a*", "ab"] })),
    ).toMatchObject([{ rule: "guards.tool_allowlist", change: "equivalent" }]);
  });

  it.prop(
    "is empty for a profile and itself, and mirrors when turned round",
    [anyProfile, anyProfile],
    ([a, b]) => {
      expect(diffProfiles(a, a)).toEqual([]);
      const mirrored = { looser: "tighter", tighter: "looser", mixed: "mixed", equivalent: "equivalent" };
      expect(diffProfiles(b, a)).toEqual(
        diffProfiles(a, b).map(({ rule, left, right, change }) => ({
          rule,
          left: right,
          right: left,
          change: mirrored[change],
        })),
      );
      const loosened = diffProfiles(a, b).filter(({ change }) => change === "looser" || change === "mixed");
      expect(loosened.map(({ rule }) => rule)).toEqual(loosenedRules(a, b));
    },
  );
});

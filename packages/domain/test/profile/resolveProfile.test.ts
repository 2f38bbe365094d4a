import { describe, expect, it } from "@effect/vitest";
import * as Arbitrary from "effect/Arbitrary";
import * as Result from "effect/Result";
import { BUILT_INS, findBuiltIn } from "../../src/profile/builtIns.ts";
import type { Profile } from "../../src/profile/Profile.ts";
import type { ProfileReason } from "../../src/profile/ProfileError.ts";
import {
  chooseProfile,
  type ProfileLevels,
  resolveProfile,
  tightenResolved,
} from "../../src/profile/resolveProfile.ts";
import { pick } from "../json/pick.ts";

const NONE: ProfileLevels = {
  plan: undefined,
  action: undefined,
  projects: [],
  setting: undefined,
  environment: undefined,
};
const careful: Profile = { ...(BUILT_INS[0] ?? Object.assign({})), name: "team/careful", source: "custom" };

const resolve = (levels: Partial<ProfileLevels>) => resolveProfile({ ...NONE, ...levels }, [careful]);
const winner = (levels: Partial<ProfileLevels>): readonly [string, string] => {
  const { profile, provenance } = Result.getOrThrow(resolve(levels));
  return [profile.name, provenance];
};
const reason = (levels: Partial<ProfileLevels>): ProfileReason | undefined => {
  const result = resolve(levels);
  return Result.isFailure(result) ? result.failure.reason : undefined;
};
const project = (profile: string | undefined, name = "local/app") => ({ project: name, profile });

describe("resolveProfile", () => {
  it("asks plan, action, project, setting, environment and default, in this order", () => {
    const all = {
      plan: "manual",
      action: "review",
      projects: [project("supervised")],
      setting: "cautious",
      environment: "ci",
    };
    expect(winner(all)).toEqual(["manual", "plan"]);
    expect(winner({ ...all, plan: undefined })).toEqual(["review", "action"]);
    expect(winner({ ...all, plan: undefined, action: undefined })).toEqual(["supervised", "project"]);
    expect(winner({ setting: "cautious", environment: "ci" })).toEqual(["cautious", "global"]);
    expect(winner({ environment: "ci" })).toEqual(["ci", "global"]);
    expect(winner({})).toEqual(["balanced", "global"]);
  });

  it("records what every level said", () => {
    const levels = {
      action: "review",
      projects: [project("ci", "local/a"), project(undefined, "local/b")],
      environment: "manual",
    };
    expect(Result.getOrThrow(resolve(levels)).resolution).toEqual({
      plan: null,
      action: "review",
      project: "ci",
      projects: [{ project: "local/a", profile: "ci" }],
      global: "manual",
      global_source: "environment",
      safety_profile: null,
    });
    expect(Result.getOrThrow(resolve({ setting: "auto" })).resolution).toMatchObject({
      global: "auto",
      global_source: "setting",
    });
    expect(Result.getOrThrow(resolve({})).resolution).toMatchObject({
      global: "balanced",
      global_source: "default",
    });
  });

  it("tells the default that was chosen from the one that nobody chose [P3]", () => {
    expect(winner({ plan: "balanced" })).toEqual(["balanced", "plan"]);
    expect(winner({})).toEqual(["balanced", "global"]);
  });

  it("refuses an empty text at any level, also one that would not win [P6]", () => {
    const empty = { plan: "", action: "", projects: [project("")], setting: "", environment: "" };
    const levels = {
      plan: "plan",
      action: "action",
      projects: "project",
      setting: "global",
      environment: "global",
    };
    for (const [key, level] of Object.entries(levels)) {
      const only = Object.fromEntries(Object.entries(empty).filter(([name]) => name === key));
      expect(reason(only)).toEqual({ _tag: "EmptyName", level });
      expect(reason({ plan: "manual", ...only })).toEqual({ _tag: "EmptyName", level });
    }
  });

  it("refuses an unknown name at the winning level with the known names, and never falls through [P8]", () => {
    const known = [...BUILT_INS.map(({ name }) => name), "team/careful"];
    for (const levels of [
      { plan: "nobody", action: "manual" },
      { action: "nobody", setting: "manual" },
      { projects: [project("nobody")] },
      { setting: "nobody", environment: "manual" },
      { environment: "nobody" },
    ]) {
      expect(reason(levels)).toEqual({ _tag: "Unknown", name: "nobody", known });
    }
    for (const name of [" ", "Balanced", "local/balanced", "careful", "__proto__"]) {
      expect(reason({ plan: name })).toEqual({ _tag: "Unknown", name, known });
    }
    const result = resolve({ plan: "nobody" });
    const message = Result.isFailure(result) ? result.failure.message : "";
    for (const name of ["nobody", ...known]) expect(message).toContain(name);
  });

  it("does not look at names that do not win", () => {
    expect(
      winner({ plan: "manual", action: "nobody", projects: [project("nobody")], setting: "nobody" }),
    ).toEqual(["manual", "plan"]);
  });

  it("finds registered custom profiles [P8]", () => {
    expect(winner({ action: "team/careful" })).toEqual(["team/careful", "action"]);
  });

  it("cannot be shadowed by a custom profile of a built-in's name", () => {
    const shadow: Profile = { ...careful, name: "auto" };
    const resolved = Result.getOrThrow(resolveProfile({ ...NONE, plan: "auto" }, [shadow]));
    expect(resolved.profile).toBe(findBuiltIn("auto"));
  });

  it("refuses projects that do not agree, but only when they decide", () => {
    const projects = [project(undefined, "local/a"), project("ci", "local/b"), project("auto", "local/c")];
    expect(reason({ projects })).toEqual({
      _tag: "Disagree",
      projects: [
        { project: "local/b", profile: "ci" },
        { project: "local/c", profile: "auto" },
      ],
    });
    expect(winner({ action: "manual", projects })).toEqual(["manual", "action"]);
    expect(winner({ projects: projects.slice(0, 2) })).toEqual(["ci", "project"]);
    expect(winner({ projects: [project("ci", "local/x"), project("ci", "local/y")] })).toEqual([
      "ci",
      "project",
    ]);
  });

  const level = pick<string | undefined>(undefined, "manual", "ci", "nobody");

  it.prop(
    "gives the first level that is not undefined, and the level's own word",
    {
      plan: level,
      action: level,
      said: level,
      setting: level,
      environment: level,
    },
    ({ plan, action, said, setting, environment }) => {
      const choice = Result.getOrThrow(
        chooseProfile({ plan, action, projects: [project(said)], setting, environment }),
      );
      const words = [plan, action, said, setting, environment, "balanced"];
      const first = words.findIndex((word) => word !== undefined);
      expect(choice.name).toBe(words[first]);
      expect(choice.provenance).toBe(["plan", "action", "project"][first] ?? "global");
    },
  );

  it.prop(
    "takes an action's safety rules on top and records them [S1]",
    [Arbitrary.all([pick("manual", "ci")])],
    ([[plan]]) => {
      const resolved = Result.getOrThrow(resolve({ plan }));
      const override = { requireHumanApproval: true, maxTotalCost: 4 };
      const tightened = Result.getOrThrow(tightenResolved(resolved, override));
      expect(tightened.profile.safety).toEqual({ ...resolved.profile.safety, ...override });
      expect(tightened.resolution.safety_profile).toEqual({
        require_human_approval: true,
        max_total_cost: 4,
      });
      expect(tightenResolved(resolved, null)).toEqual(Result.succeed(resolved));
      expect(Result.isFailure(tightenResolved(resolved, { requireSandbox: false }))).toBe(true);
    },
  );
});

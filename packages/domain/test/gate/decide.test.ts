import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import { decide } from "../../src/gate/decide.ts";
import type { GateRequest } from "../../src/gate/GateRequest.ts";
import { OPERATIONS, THRESHOLD_OF } from "../../src/gate/Operation.ts";
import type { Outcome, Verdict } from "../../src/gate/Verdict.ts";
import { BUILT_INS, findBuiltIn } from "../../src/profile/builtIns.ts";
import type { Profile } from "../../src/profile/Profile.ts";

const FACTS = { planCost: 0, treeCost: 0, callsInPhase: 0, sandbox: false, checkpoint: false };

const builtIn = (name: string): Profile => {
  const profile = findBuiltIn(name);
  if (profile === undefined) throw new Error(`no built-in profile ${name}`);
  return profile;
};

const ask = (profile: Profile, request: Omit<GateRequest, "facts"> & Partial<GateRequest>): Verdict =>
  Result.getOrThrow(decide(profile, { facts: FACTS, ...request }));

const balanced = builtIn("balanced");

const guarded = (
  guards: Partial<NonNullable<Profile["guards"]>>,
  safety: Partial<Profile["safety"]> = {},
): Profile => ({
  ...builtIn("full-auto"),
  safety: { ...builtIn("full-auto").safety, ...safety },
  guards: {
    toolDenylist: [],
    toolAllowlist: null,
    maxToolCallsPerStep: null,
    maxTotalCost: null,
    requireApprovalForWrites: false,
    requireApprovalForApply: false,
    ...guards,
  },
});

it("lets balanced execute from a confidence of 0.80 on", () => {
  expect(ask(balanced, { operation: "execute", confidence: 0.79 }).outcome).toBe("needs_approval");
  expect(ask(balanced, { operation: "execute", confidence: 0.8 })).toEqual({
    outcome: "automatic",
    rule: "threshold",
    threshold: { name: "auto_execute", value: 0.8 },
  });
  expect(ask(balanced, { operation: "execute" }).outcome).toBe("needs_approval");
});

it("leaves a threshold of 1 to a person whatever the confidence, and 0 to nobody", () => {
  expect(ask(builtIn("manual"), { operation: "strategize", confidence: 1 }).outcome).toBe("needs_approval");
  expect(ask(builtIn("full-auto"), { operation: "apply" }).outcome).toBe("automatic");
});

it.each([Number.NaN, -0.01, 1.01, Number.POSITIVE_INFINITY])("refuses the confidence %d", (confidence) => {
  expect(Result.isFailure(decide(balanced, { operation: "execute", confidence, facts: FACTS }))).toBe(true);
});

it("refuses by denylist, allowlist and safety rules before anything else, in that order", () => {
  const profile = guarded(
    { toolDenylist: ["rm*"], toolAllowlist: ["git", "rm*"] },
    { requireHumanApproval: true },
  );
  const tool = (name: string, more: Partial<GateRequest> = {}) =>
    ask(profile, { operation: "tool", tool: name, ...more });
  expect(tool("rm-rf")).toMatchObject({ outcome: "refused", rule: "tool_denylist" });
  expect(tool("curl")).toMatchObject({ outcome: "refused", rule: "tool_allowlist" });
  expect(tool("git")).toMatchObject({ outcome: "needs_approval", rule: "require_human_approval" });
  expect(ask(balanced, { operation: "tool", tool: "git", unsafe: true })).toMatchObject({
    outcome: "refused",
    rule: "allow_unsafe_tools",
  });
  const skills = guarded({}, { allowedSkillCategories: ["code"] });
  expect(ask(skills, { operation: "tool", tool: "git", skill: "net" }).rule).toBe("allowed_skill_categories");
  expect(ask(skills, { operation: "tool", tool: "git", skill: "code" }).outcome).toBe("automatic");
});

it("refuses what would reach a cost limit; for the tree the lower of safety and guard counts", () => {
  const plan = guarded({}, { maxCostPerPlan: 10 });
  expect(ask(plan, { operation: "execute", cost: 9.99 }).outcome).toBe("automatic");
  expect(ask(plan, { operation: "execute", cost: 10 })).toMatchObject({
    outcome: "refused",
    rule: "max_cost_per_plan",
  });
  const tree = guarded({ maxTotalCost: 20 }, { maxTotalCost: 50 });
  const at = (treeCost: number) => ask(tree, { operation: "execute", facts: { ...FACTS, treeCost } });
  expect(at(19.5).outcome).toBe("automatic");
  expect(at(20)).toMatchObject({ outcome: "refused", rule: "max_total_cost" });
});

it("leaves to a person: the call limit, writing tools and apply, where the guards say so", () => {
  const calls = guarded({ maxToolCallsPerStep: 2 });
  const after = (callsInPhase: number) =>
    ask(calls, { operation: "tool", tool: "git", facts: { ...FACTS, callsInPhase } });
  expect(after(1)).toMatchObject({ outcome: "automatic", rule: "guards", threshold: null });
  expect(after(2)).toMatchObject({ outcome: "needs_approval", rule: "max_tool_calls_per_step" });
  const writes = guarded({ requireApprovalForWrites: true });
  expect(ask(writes, { operation: "tool", tool: "git", writes: true }).rule).toBe(
    "require_approval_for_writes",
  );
  expect(ask(writes, { operation: "tool", tool: "git" }).outcome).toBe("automatic");
  const apply = guarded({ requireApprovalForApply: true });
  expect(ask(apply, { operation: "apply" }).rule).toBe("require_approval_for_apply");
  expect(ask(apply, { operation: "execute" }).outcome).toBe("automatic");
});

const RANK: { readonly [O in Outcome]: number } = {
  refused: 0,
  needs_approval: 1,
  approved: 1,
  automatic: 2,
};
const UNIT = Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 }));
const GATED = Schema.Literals(OPERATIONS.filter((operation) => operation !== "tool"));
const NAMES = Schema.Literals(BUILT_INS.map((profile) => profile.name));

const withThreshold = (profile: Profile, operation: GateRequest["operation"], value: number): Profile => {
  const name = THRESHOLD_OF[operation];
  return name === null ? profile : { ...profile, thresholds: { ...profile.thresholds, [name]: value } };
};

it.effect.prop(
  "never becomes more automatic when a threshold rises or a confidence falls",
  [NAMES, GATED, UNIT, UNIT, UNIT, UNIT],
  ([name, operation, a, b, c, d]) =>
    Effect.sync(() => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const [less, more] = [Math.min(c, d), Math.max(c, d)];
      const profile = builtIn(name);
      const rank = (threshold: number, confidence: number | undefined) =>
        RANK[ask(withThreshold(profile, operation, threshold), { operation, confidence }).outcome];
      expect(rank(high, more)).toBeLessThanOrEqual(rank(low, more));
      expect(rank(low, less)).toBeLessThanOrEqual(rank(low, more));
      expect(rank(low, undefined)).toBeLessThanOrEqual(rank(low, less));
    }),
);

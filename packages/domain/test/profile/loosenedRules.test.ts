import { describe, expect, it } from "@effect/vitest";
import * as Arbitrary from "effect/Arbitrary";
import * as Result from "effect/Result";
import { decide } from "../../src/gate/decide.ts";
import type { GateRequest } from "../../src/gate/GateRequest.ts";
import { OPERATIONS } from "../../src/gate/Operation.ts";
import { BUILT_INS, findBuiltIn } from "../../src/profile/builtIns.ts";
import { loosenedRules } from "../../src/profile/loosenedRules.ts";
import { type Guards, NO_GUARDS, type Profile, type SafetyRules } from "../../src/profile/Profile.ts";
import { PROFILE_RULES } from "../../src/profile/profileRules.ts";
import { makeThresholds, THRESHOLD_NAMES } from "../../src/profile/Threshold.ts";
import { pick } from "../json/pick.ts";
import { anyProfile } from "./anyProfile.ts";

const manual: Profile = findBuiltIn("manual") ?? BUILT_INS[0] ?? Object.assign({});
const withSafety = (safety: Partial<SafetyRules>): Profile => ({
  ...manual,
  safety: { ...manual.safety, ...safety },
});
const withGuards = (guards: Partial<Guards> | null): Profile => ({
  ...manual,
  guards: guards && { ...NO_GUARDS, ...guards },
});

/** `[parent, child, rules]`: what going from the first to the second loosens. */
const SAFETY: ReadonlyArray<readonly [Partial<SafetyRules>, Partial<SafetyRules>, ReadonlyArray<string>]> = [
  [{ requireSandbox: true }, { requireSandbox: false }, ["require_sandbox"]],
  [{ requireSandbox: false }, { requireSandbox: true }, []],
  [{ requireCheckpoints: true }, { requireCheckpoints: false }, ["require_checkpoints"]],
  [{ requireHumanApproval: true }, { requireHumanApproval: false }, ["require_human_approval"]],
  [{ allowUnsafeTools: false }, { allowUnsafeTools: true }, ["allow_unsafe_tools"]],
  [{ allowUnsafeTools: true }, { allowUnsafeTools: false }, []],
  [{ maxCostPerPlan: 5 }, { maxCostPerPlan: 5.1 }, ["max_cost_per_plan"]],
  [{ maxCostPerPlan: 5 }, { maxCostPerPlan: null }, ["max_cost_per_plan"]],
  [{ maxCostPerPlan: 0 }, { maxCostPerPlan: null }, ["max_cost_per_plan"]],
  [{ maxCostPerPlan: null }, { maxCostPerPlan: 5 }, []],
  [{ maxTotalCost: 5 }, { maxTotalCost: 6 }, ["max_total_cost"]],
  [{ maxTotalCost: 5 }, { maxTotalCost: 0 }, []],
  [{ maxRetriesPerStep: 3 }, { maxRetriesPerStep: 4 }, ["max_retries_per_step"]],
  [{ maxRetriesPerStep: 3 }, { maxRetriesPerStep: 0 }, []],
  [{ allowedSkillCategories: [] }, { allowedSkillCategories: ["a"] }, []],
  [{ allowedSkillCategories: ["a"] }, { allowedSkillCategories: [] }, ["allowed_skill_categories"]],
  [{ allowedSkillCategories: ["a", "b"] }, { allowedSkillCategories: ["b"] }, []],
  [{ allowedSkillCategories: ["a"] }, { allowedSkillCategories: ["a", "b"] }, ["allowed_skill_categories"]],
];

const GUARDS: ReadonlyArray<
  readonly [Partial<Guards> | null, Partial<Guards> | null, ReadonlyArray<string>]
> = [
  [{ toolDenylist: ["rm", "dd"] }, { toolDenylist: ["dd", "rm", "mkfs"] }, []],
  [{ toolDenylist: ["rm", "dd"] }, { toolDenylist: ["rm"] }, ["guards.tool_denylist"]],
  [{ toolDenylist: ["rm"] }, { toolDenylist: ["*"] }, ["guards.tool_denylist"]],
  [{ toolDenylist: ["rm"] }, null, ["guards.tool_denylist"]],
  [{ toolAllowlist: ["git*"] }, { toolAllowlist: null }, ["guards.tool_allowlist"]],
  [{ toolAllowlist: [] }, null, ["guards.tool_allowlist"]],
  [{ toolAllowlist: null }, { toolAllowlist: ["*"] }, []],
  [{ toolAllowlist: ["git*"] }, { toolAllowlist: ["git", "git-push", "git-*", "git*"] }, []],
  [{ toolAllowlist: ["git*"] }, { toolAllowlist: [] }, []],
  [{ toolAllowlist: ["git-*"] }, { toolAllowlist: ["git*"] }, ["guards.tool_allowlist"]],
  [{ toolAllowlist: ["git", "ls"] }, { toolAllowlist: ["git", "cat"] }, ["guards.tool_allowlist"]],
  [{ maxToolCallsPerStep: 5 }, { maxToolCallsPerStep: 6 }, ["guards.max_tool_calls_per_step"]],
  [{ maxToolCallsPerStep: 5 }, null, ["guards.max_tool_calls_per_step"]],
  [null, { maxToolCallsPerStep: 5 }, []],
  [{ maxTotalCost: 5 }, { maxTotalCost: null, toolDenylist: ["x"] }, ["guards.max_total_cost"]],
  [
    { requireApprovalForWrites: true },
    { requireApprovalForApply: true },
    ["guards.require_approval_for_writes"],
  ],
  [{ requireApprovalForApply: true }, null, ["guards.require_approval_for_apply"]],
];

describe("loosenedRules", () => {
  it("finds every threshold that is lower, and none that is higher or equal", () => {
    for (const name of THRESHOLD_NAMES) {
      const set = (value: number): Profile => ({
        ...manual,
        thresholds: makeThresholds((other) => (other === name ? value : 0.5)),
      });
      expect(loosenedRules(set(0.5), set(0.4999))).toEqual([name]);
      expect(loosenedRules(set(0.5), set(0.5))).toEqual([]);
      expect(loosenedRules(set(0.5), set(1))).toEqual([]);
    }
  });

  it.each(SAFETY)("safety %j to %j loosens %j", (parent, child, rules) => {
    expect(loosenedRules(withSafety(parent), withSafety(child))).toEqual(rules);
  });

  it.each(GUARDS)("guards %j to %j loosen %j", (parent, child, rules) => {
    expect(loosenedRules(withGuards(parent), withGuards(child))).toEqual(rules);
  });

  it("lists everything that full-auto loosens of manual, in the order of the specification", () => {
    const fullAuto = findBuiltIn("full-auto");
    expect(fullAuto && loosenedRules(manual, fullAuto)).toEqual([
      ...THRESHOLD_NAMES,
      "require_sandbox",
      "require_checkpoints",
      "allow_unsafe_tools",
    ]);
    for (const profile of BUILT_INS) expect(loosenedRules(profile, manual)).toEqual([]);
  });

  it.prop(
    "is a preorder, rule by rule: reflexive and transitive",
    [Arbitrary.array(anyProfile, { minLength: 3, maxLength: 3 })],
    ([profiles]) => {
      const [a = manual, b = manual, c = manual] = profiles;
      expect(loosenedRules(a, a)).toEqual([]);
      for (const rule of PROFILE_RULES) {
        if (!rule.loosens(a, b) && !rule.loosens(b, c))
          expect([rule.name, rule.loosens(a, c)]).toEqual([rule.name, false]);
      }
    },
    { arbitrary: { runs: 1000 } },
  );

  const anyRequest: Arbitrary.Arbitrary<GateRequest> = Arbitrary.all({
    operation: pick(...OPERATIONS),
    confidence: pick<number | undefined>(undefined, 0, 0.3, 0.85, 1),
    tool: pick<string | undefined>(undefined, "git", "git-push", "rm", "axb", "a*b"),
    writes: pick(false, true),
    unsafe: pick(false, true),
    skill: pick<string | undefined>(undefined, "search", "code", "mail"),
    cost: pick<number | undefined>(undefined, 0, 0.5, 20),
    facts: Arbitrary.all({
      planCost: pick(0, 0.2),
      treeCost: pick(0.2, 9),
      callsInPhase: pick(0, 5),
      sandbox: pick(false, true),
      checkpoint: pick(false, true),
    }),
  });

  /** The child with the parent's value wherever its own is looser. */
  const tightened = (parent: Profile, child: Profile): Profile => {
    const looser = new Set<string>(loosenedRules(parent, child));
    const choose = <Part extends object>(mine: Part, theirs: Part, prefix: string): Part =>
      Object.fromEntries(
        Object.entries(mine).map(([key, value]) => {
          const written = prefix + key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
          return [
            key,
            looser.has(written) ? Object.entries(theirs).find(([other]) => other === key)?.[1] : value,
          ];
        }),
      ) as Part;
    return {
      ...child,
      thresholds: choose(child.thresholds, parent.thresholds, ""),
      safety: choose(child.safety, parent.safety, ""),
      guards: choose(child.guards ?? NO_GUARDS, parent.guards ?? NO_GUARDS, "guards."),
    };
  };

  it.prop(
    "means that no gate is more automatic under the child than under the parent",
    { parent: anyProfile, child: anyProfile, request: anyRequest },
    ({ parent, child, request }) => {
      const strict = tightened(parent, child);
      expect(loosenedRules(parent, strict)).toEqual([]);
      const rank = (profile: Profile): number =>
        ["refused", "needs_approval", "automatic"].indexOf(
          Result.getOrThrow(decide(profile, request)).outcome,
        );
      expect(rank(strict)).toBeLessThanOrEqual(rank(parent));
    },
    { arbitrary: { runs: 2000 } },
  );
});

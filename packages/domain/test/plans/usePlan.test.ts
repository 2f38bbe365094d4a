import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { Actions } from "../../src/Actions.ts";
import { Plans } from "../../src/Plans.ts";
import { Profiles } from "../../src/Profiles.ts";
import { findBuiltIn } from "../../src/profile/builtIns.ts";
import { writeProfile } from "../../src/profile/writeProfile.ts";
import { Settings } from "../../src/Settings.ts";
import { ANN, actionFile, BOT, ledger, useBuild } from "./ledger.ts";

const withAction = (more: object = {}) =>
  Effect.flatMap(Actions, (actions) => actions.create({ actor: ANN, file: { ...actionFile, ...more } }));

const set = (value: string, project?: string) =>
  Effect.flatMap(Settings, (settings) =>
    settings.set({ actor: ANN, key: "core.automation-profile", value, project }),
  );

it.effect("resolves the profile by level and freezes what won with its provenance [S1, P3, K15]", () =>
  Effect.gen(function* () {
    yield* withAction();
    const reference = Effect.map(useBuild(), ({ plan }) => plan.automationProfile);
    expect(yield* reference).toEqual({ name: "balanced", provenance: "global" });
    const surroundings = { automationProfile: "review" };
    expect((yield* useBuild({ surroundings })).plan.automationProfile).toEqual({
      name: "review",
      provenance: "global",
    });
    yield* set("cautious");
    expect((yield* useBuild({ surroundings })).plan.automationProfile).toEqual({
      name: "cautious",
      provenance: "global",
    });
    yield* set("trusted", "local/app");
    expect(yield* reference).toEqual({ name: "trusted", provenance: "project" });
    const actions = yield* Actions;
    yield* actions.create({
      actor: ANN,
      file: { ...actionFile, automation_profile: "supervised" },
      replace: true,
    });
    expect(yield* reference).toEqual({ name: "supervised", provenance: "action" });
    const { plan } = yield* useBuild({ automationProfile: "balanced" });
    expect(plan.automationProfile).toEqual({ name: "balanced", provenance: "plan" });
    expect(plan.effectiveProfileSnapshot).toMatchObject({
      _tag: "Captured",
      profile: findBuiltIn("balanced"),
    });
  }).pipe(Effect.provide(ledger)),
);

it.effect("treats an empty name at any level as an error, never as absent [P6]", () =>
  Effect.gen(function* () {
    yield* withAction();
    expect(yield* Effect.flip(useBuild({ automationProfile: "" }))).toMatchObject({
      reason: { _tag: "EmptyName" },
    });
    expect(yield* Effect.flip(useBuild({ surroundings: { automationProfile: "" } }))).toMatchObject({
      reason: { _tag: "EmptyName" },
    });
  }).pipe(Effect.provide(ledger)),
);

it.effect("names the known profiles when one is unknown, custom ones included [P8]", () =>
  Effect.gen(function* () {
    yield* withAction();
    const profiles = yield* Profiles;
    const strict = writeProfile({
      ...(findBuiltIn("manual") ?? expect.fail()),
      name: "team/strict",
      source: "custom",
    });
    yield* profiles.add({ actor: ANN, file: strict });
    const unknown = yield* Effect.flip(useBuild({ automationProfile: "team/strickt" }));
    for (const name of ["manual", "full-auto", "team/strict"]) expect(unknown.message).toContain(name);
    expect((yield* useBuild({ automationProfile: "team/strict" })).plan.automationProfile).toMatchObject({
      name: "team/strict",
    });
  }).pipe(Effect.provide(ledger)),
);

it.effect("keeps the snapshot when the profile is replaced or removed later [S9]", () =>
  Effect.gen(function* () {
    yield* withAction();
    const plans = yield* Plans;
    const profiles = yield* Profiles;
    const base = writeProfile({
      ...(findBuiltIn("auto") ?? expect.fail()),
      name: "team/fast",
      source: "custom",
    });
    yield* profiles.add({ actor: ANN, file: base });
    const { plan } = yield* useBuild({ automationProfile: "team/fast" });
    yield* profiles.add({ actor: ANN, file: { ...base, auto_strategize: 1 }, replace: true });
    yield* profiles.remove({ actor: ANN, name: "team/fast" });
    expect((yield* plans.get(plan.planId)).effectiveProfileSnapshot).toEqual(plan.effectiveProfileSnapshot);
    yield* Effect.flip(profiles.add({ actor: BOT, file: base }));
  }).pipe(Effect.provide(ledger)),
);

it.effect("puts an action's safety rules on top, and refuses those that would loosen", () =>
  Effect.gen(function* () {
    yield* withAction({ safety_profile: { max_retries_per_step: 1 } });
    const { plan } = yield* useBuild({ automationProfile: "ci" });
    expect(plan.effectiveProfileSnapshot).toMatchObject({ profile: { safety: { maxRetriesPerStep: 1 } } });
    const actions = yield* Actions;
    yield* actions.create({
      actor: ANN,
      file: { ...actionFile, safety_profile: { require_sandbox: false } },
      replace: true,
    });
    expect(yield* Effect.flip(useBuild({ automationProfile: "ci" }))).toMatchObject({
      reason: { _tag: "Loosens" },
    });
  }).pipe(Effect.provide(ledger)),
);

it.effect("renders templates with typed arguments and names the plan after its action", () =>
  Effect.gen(function* () {
    yield* withAction();
    const { plan } = yield* useBuild({ arguments: new Map([["target", { text: "prod" }]]) });
    expect(plan).toMatchObject({ description: "Build prod", definitionOfDone: "prod is built" });
    expect(plan.arguments).toEqual([{ name: "target", value: "prod" }]);
    expect(plan.name).toBe(`local/build-${plan.planId.slice(-8).toLowerCase()}`);
    expect(plan.rootPlanId).toBe(plan.planId);
  }).pipe(Effect.provide(ledger)),
);

it.effect("answers the same keyed request with its plan, and refuses another one under the key", () =>
  Effect.gen(function* () {
    yield* withAction();
    const plans = yield* Plans;
    const first = yield* useBuild({ idempotencyKey: "k1" });
    const again = yield* useBuild({ idempotencyKey: "k1" });
    expect(again).toMatchObject({ replayed: true, plan: { planId: first.plan.planId } });
    const other = yield* Effect.flip(useBuild({ idempotencyKey: "k1", invariants: ["no"] }));
    expect(other._tag).toBe("InvalidInput");
    expect((yield* useBuild({ idempotencyKey: "k1", actor: BOT })).replayed).toBe(false);
    expect((yield* plans.list({})).plans).toHaveLength(2);
  }).pipe(Effect.provide(ledger)),
);

it.effect.each([
  [
    "a bare provider namespace",
    { projects: [{ name: "openai/x", alias: null, readOnly: false }] },
    "reserved",
  ],
  [
    "a project twice",
    {
      projects: [
        { name: "app", alias: null, readOnly: false },
        { name: "local/app", alias: null, readOnly: false },
      ],
    },
    "given before",
  ],
  [
    "an alias twice",
    {
      projects: [
        { name: "a", alias: "x", readOnly: false },
        { name: "b", alias: "x", readOnly: false },
      ],
    },
    "given before",
  ],
  ["an empty invariant", { invariants: [" "] }, "must not be empty"],
  ["half of a surrogate pair", { invariants: ["\ud800"] }, "surrogate"],
  ["a control character", { invariants: ["a\u0007"] }, "U+0007"],
  ["a name that is none", { name: "a b" }, "is not of the form"],
] as const)("refuses %s in one sentence and writes nothing [X5]", ([, change, text]) =>
  Effect.gen(function* () {
    yield* withAction();
    const plans = yield* Plans;
    const refused = yield* Effect.flip(useBuild(change));
    expect(refused.message).toContain(text);
    expect((yield* plans.list({})).plans).toEqual([]);
  }).pipe(Effect.provide(ledger)),
);

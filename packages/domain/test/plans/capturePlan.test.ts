import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { Damaged } from "../../src/json/Damaged.ts";
import { Plans } from "../../src/Plans.ts";
import { Settings } from "../../src/Settings.ts";
import { makePlanFactory, type PlanOverrides } from "../../testing/planFactory.ts";
import { given } from "../../testing/suites/given.ts";
import { ANN, ledger, placeOf } from "./ledger.ts";

const factory = makePlanFactory();

const NOT_CAPTURED: PlanOverrides = { effectiveProfileSnapshot: { _tag: "NotCaptured", length: 2 } };

/** A plan whose rules are not known, captured by a person who names no profile. */
const captured = (overrides: PlanOverrides) =>
  Effect.gen(function* () {
    const plan = factory.plan(overrides);
    yield* given(plan);
    return yield* (yield* Plans).capture({ actor: ANN, id: plan.planId });
  });

it.effect("a capture that names no profile takes the one that the plan was made with [K6]", () =>
  Effect.gen(function* () {
    const manual = { name: "manual", provenance: "plan" } as const;
    const answer = yield* captured({ ...NOT_CAPTURED, automationProfile: manual });
    expect(answer.plan.automationProfile).toEqual(manual);
    expect(placeOf(answer)).toBe("action/queued");
    expect(answer.waitingFor).toMatchObject({ kind: "approval", operation: "strategize" });
    const gone = yield* Effect.flip(
      captured({ ...NOT_CAPTURED, automationProfile: { name: "gone/away", provenance: "plan" } }),
    );
    expect(gone).toMatchObject({ _tag: "ProfileError", reason: { _tag: "Unknown", name: "gone/away" } });
  }).pipe(Effect.provide(ledger)),
);

it.effect("whatever level had named it, and whatever the ledger says now [K5]", () =>
  Effect.gen(function* () {
    const settings = yield* Settings;
    yield* settings.set({ actor: ANN, key: "core.automation-profile", value: "supervised" });
    const answer = yield* captured({
      ...NOT_CAPTURED,
      automationProfile: { name: "manual", provenance: "global" },
    });
    expect(answer.plan.automationProfile).toEqual({ name: "manual", provenance: "global" });
    const damaged = yield* captured({ ...NOT_CAPTURED, automationProfile: Damaged.of("{broken") });
    expect(damaged.plan.automationProfile).toEqual({ name: "supervised", provenance: "global" });
  }).pipe(Effect.provide(ledger)),
);

it.effect("a capture may not give a child looser rules than its parent has", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const parent = factory.plan({ effectiveProfileSnapshot: factory.snapshot("manual").captured });
    const child = factory.child(parent, NOT_CAPTURED);
    yield* given(parent, child);
    const looser = { actor: ANN, id: child.planId, automationProfile: "full-auto" };
    expect(yield* Effect.flip(plans.capture(looser))).toMatchObject({ reason: { _tag: "Loosens" } });
    expect((yield* plans.get(child.planId)).effectiveProfileSnapshot._tag).toBe("NotCaptured");
    yield* plans.capture({ ...looser, automationProfile: "manual" });
  }).pipe(Effect.provide(ledger)),
);

it.effect("a damaged reference alone is made good from the snapshot, which stays byte for byte [S2]", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const frozen = factory.snapshot("manual").captured;
    const answer = yield* captured({
      effectiveProfileSnapshot: frozen,
      automationProfile: Damaged.of("{broken"),
    });
    expect(answer.plan.automationProfile).toEqual({ name: "manual", provenance: "global" });
    expect(answer.plan.effectiveProfileSnapshot).toEqual(frozen);
    expect(placeOf(answer)).toBe("action/queued");
    expect(yield* plans.snapshotText(frozen.digest)).toContain('"name":"manual"');
  }).pipe(Effect.provide(ledger)),
);

import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import type { JsonObject } from "../../src/json/JsonValue.ts";
import { Plans } from "../../src/Plans.ts";
import type { WorkResult } from "../../src/plan/WorkResult.ts";
import type { FailCommand } from "../../src/plans/reportWork.ts";
import { makePlanFactory } from "../../testing/planFactory.ts";
import { given } from "../../testing/suites/given.ts";
import { claimNext, complete, goodResult, ledger, placeOf, startedUnder, WORKER } from "./ledger.ts";

const nested = (levels: number): JsonObject => {
  let value: JsonObject = {};
  for (let level = 1; level < levels; level++) value = { inner: value };
  return value;
};

it.effect.each([
  ["a cost below 0, which would buy more", { cost: -5 }, "cost"],
  ["a cost that is no number", { cost: Number.NaN }, "cost"],
  ["a cost that no sum survives", { cost: Number.MAX_VALUE }, "cost"],
  ["a sandbox without a name", { sandboxRefs: [""] }, "sandbox_refs[0]"],
  ["a checkpoint without a name", { lastCheckpointId: "" }, "last_checkpoint_id"],
  ["half a step", { lastCompletedStep: 1.5 }, "last_completed_step"],
  ["a summary of 65 levels", { validationSummary: nested(65) }, "validation_summary"],
] as ReadonlyArray<readonly [string, WorkResult, string]>)(
  "refuses %s from whoever calls",
  ([, result, where]) =>
    Effect.gen(function* () {
      const plans = yield* Plans;
      yield* startedUnder("full-auto");
      const claimed = yield* claimNext();
      const refused = yield* Effect.flip(complete(claimed, undefined, { ...goodResult, ...result }));
      expect(refused._tag).toBe("InvalidInput");
      expect(refused.message).toContain(where);
      expect(yield* plans.get(claimed.plan.planId)).toEqual(claimed.plan);
    }).pipe(Effect.provide(ledger)),
);

const failure = { actor: WORKER, category: "transient", message: null, details: {} } as const;

it.effect.each([
  ["details of 65 levels", { details: nested(65) }, "details"],
  ["details that JSON cannot hold", { details: { at: Number.NaN } }, "details"],
  ["details of more than 256 KiB", { details: { log: "x".repeat(262_144) } }, "details"],
  ["a category that is none", { category: "bad luck" as FailCommand["category"] }, "category"],
] as const)("refuses a failure with %s", ([, change, where]) =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    yield* startedUnder("full-auto");
    const { leaseToken, plan } = yield* claimNext();
    const refused = yield* Effect.flip(plans.fail({ ...failure, id: plan.planId, leaseToken, ...change }));
    expect(refused._tag).toBe("InvalidInput");
    expect(refused.message).toContain(where);
    expect(yield* plans.get(plan.planId)).toEqual(plan);
  }).pipe(Effect.provide(ledger)),
);

it.effect("keeps details of 64 levels, and the event that repeats them can be read", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    yield* startedUnder("full-auto");
    const { leaseToken, plan } = yield* claimNext();
    const details = nested(64);
    const retried = yield* plans.fail({ ...failure, id: plan.planId, leaseToken, details });
    expect(placeOf(retried)).toBe("strategize/queued");
    const { events } = yield* plans.history(plan.planId);
    expect(events.find((event) => event.type === "plan.retried")?.data.error_details).toMatchObject(details);
  }).pipe(Effect.provide(ledger)),
);

it.effect("does not apply where an adopted validation summary cannot tell whether it may", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const factory = makePlanFactory();
    const plan = factory.plan({
      phase: "apply",
      processingState: "queued",
      effectiveProfileSnapshot: factory.snapshot("full-auto").captured,
      validationSummary: { required_failed: "2" },
    });
    yield* given(plan);
    const claimed = yield* claimNext();
    expect(yield* Effect.flip(complete(claimed, undefined, {}))).toMatchObject({
      reason: { _tag: "ValidationUnreadable" },
    });
    const mended = { validationSummary: { required_failed: 0 } };
    expect(placeOf(yield* complete(claimed, undefined, mended))).toBe("apply/applied");
    expect((yield* plans.get(plan.planId)).validationSummary).toEqual({ required_failed: 0 });
  }).pipe(Effect.provide(ledger)),
);

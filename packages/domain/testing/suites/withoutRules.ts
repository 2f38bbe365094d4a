import * as Effect from "effect/Effect";
import { Damaged } from "../../src/json/Damaged.ts";
import type { Plan } from "../../src/plan/Plan.ts";
import type { StorageError } from "../../src/store/StorageError.ts";
import type { UnitOfWork } from "../../src/store/UnitOfWork.ts";
import type { Capabilities } from "./Capabilities.ts";
import { given } from "./given.ts";
import { planColumn, rawAccess } from "./raw.ts";

/** The ways in which a plan can have no rules (domain.md section 7). */
export const RULELESS = ["snapshot not captured", "snapshot damaged", "reference damaged"] as const;
/** One of them. */
export type Ruleless = (typeof RULELESS)[number];

/** Damaged text that must not be seen anywhere but in its column. */
export const MARKER_TEXT = '{"profile_name":"MARKER-do-not-show"';

const NOT_CAPTURED = { _tag: "NotCaptured", length: 2 } as const;

const asValues = (plan: Plan, how: Ruleless): Plan => {
  if (how === "reference damaged") return { ...plan, automationProfile: Damaged.of(MARKER_TEXT) };
  const snapshot = how === "snapshot damaged" ? Damaged.of(MARKER_TEXT) : NOT_CAPTURED;
  return { ...plan, effectiveProfileSnapshot: snapshot, profileDigest: null };
};

const asTexts = (plan: Plan, how: Ruleless): Effect.Effect<void, StorageError, UnitOfWork> =>
  Effect.gen(function* () {
    yield* given(plan);
    const raw = yield* rawAccess;
    if (how === "reference damaged") {
      yield* raw.plant(planColumn(plan.planId, "automation_profile"), MARKER_TEXT);
      yield* raw.plant(planColumn(plan.planId, "profile_name"), null);
      return;
    }
    yield* raw.plant(
      planColumn(plan.planId, "effective_profile_snapshot"),
      how === "snapshot damaged" ? MARKER_TEXT : "{}",
    );
    yield* raw.plant(planColumn(plan.planId, "profile_digest"), null);
  });

/**
 * A plan in the ledger that has no rules, and what reading it must give: planted as text where the store has texts,
 * inserted as a damaged value where it keeps values.
 */
export const givenWithoutRules = (
  { rawText }: Capabilities,
  plan: Plan,
  how: Ruleless,
): Effect.Effect<Plan, StorageError, UnitOfWork> => {
  const damaged = asValues(plan, how);
  return Effect.as(rawText === true ? asTexts(plan, how) : given(damaged), damaged);
};

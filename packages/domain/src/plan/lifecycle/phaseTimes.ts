import type { JsonObject } from "../../json/JsonValue.ts";
import { plainJson } from "../../json/readableJson.ts";
import type { Instant } from "../../time/Instant.ts";
import type { PlanTimes } from "../Plan.ts";
import type { Phase } from "../PlanState.ts";

type Worked = Exclude<Phase, "action">;

const STARTED = {
  strategize: "strategizeStartedAt",
  execute: "executeStartedAt",
  apply: "applyStartedAt",
} as const satisfies { readonly [P in Worked]: keyof PlanTimes };

const COMPLETED = {
  strategize: "strategizeCompletedAt",
  execute: "executeCompletedAt",
  apply: "appliedAt",
} as const satisfies { readonly [P in Worked]: keyof PlanTimes };

/** The times after a phase's work began; the first beginning stays. */
export const started = (times: PlanTimes, phase: Worked, at: Instant): PlanTimes =>
  times[STARTED[phase]] === null ? { ...times, [STARTED[phase]]: at } : times;

/** The times after a phase's work was completed. */
export const completed = (times: PlanTimes, phase: Worked, at: Instant): PlanTimes => ({
  ...times,
  [COMPLETED[phase]]: at,
});

/** The times after a retry: the phase is no longer completed. */
export const notCompleted = (times: PlanTimes, phase: Worked): PlanTimes => ({
  ...times,
  [COMPLETED[phase]]: null,
});

const WRITTEN = {
  strategizeStartedAt: "strategize_started_at",
  strategizeCompletedAt: "strategize_completed_at",
  executeStartedAt: "execute_started_at",
  executeCompletedAt: "execute_completed_at",
  applyStartedAt: "apply_started_at",
  appliedAt: "applied_at",
} as const satisfies { readonly [T in keyof PlanTimes]?: string };

/** The beginnings and ends of phases that differ between two, as the first has them, under their written names. */
export const changedTimes = (before: PlanTimes, after: PlanTimes): JsonObject =>
  Object.fromEntries(
    Object.entries(WRITTEN).flatMap(([field, name]) => {
      const time = before[field as keyof typeof WRITTEN];
      if (time === after[field as keyof typeof WRITTEN]) return [];
      return [[name, plainJson(time)]];
    }),
  );

/** The times after a revert: no phase has begun. */
export const notStarted = (times: PlanTimes): PlanTimes => ({
  ...times,
  strategizeStartedAt: null,
  strategizeCompletedAt: null,
  executeStartedAt: null,
  executeCompletedAt: null,
  applyStartedAt: null,
  appliedAt: null,
});

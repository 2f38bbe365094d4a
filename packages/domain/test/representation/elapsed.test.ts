import { describe, expect, it } from "@effect/vitest";
import { Damaged } from "../../src/json/Damaged.ts";
import type { ProcessingState } from "../../src/plan/PlanState.ts";
import { elapsedMillis } from "../../src/representation/elapsed.ts";
import { Instant } from "../../src/time/Instant.ts";
import type { PlanOverrides } from "../../testing/planFactory.ts";
import { instant } from "../../testing/recordFactory.ts";
import { CREATED, plan } from "./plans.ts";

const NOW = Instant.addMillis(CREATED, 5_000);

const elapsed = (processingState: ProcessingState, times: PlanOverrides["times"] = {}, now = NOW) =>
  elapsedMillis(plan({ processingState, times }), now);

describe("how long a plan has lived", () => {
  it("runs on until the plan is finished", () => {
    const completedAt = Instant.addMillis(CREATED, 3_000);
    expect(elapsed("errored", { completedAt })).toBe(5_000);
    expect(elapsed("applied", { completedAt })).toBe(3_000);
    expect(elapsed("cancelled", { completedAt })).toBe(3_000);
  });

  it("ends at applied_at where an adopted plan has no completed_at", () => {
    expect(elapsed("applied", { appliedAt: Instant.addMillis(CREATED, 2_000) })).toBe(2_000);
  });

  it("is whole and never negative, whatever the clocks say", () => {
    expect(elapsed("queued", {}, instant("2025-12-31T00:00:00Z"))).toBe(0);
    expect(elapsed("queued", { createdAt: instant("2026-01-01T00:00:00.000999Z") })).toBe(5_000);
  });

  it("is not known where an instant is damaged or missing", () => {
    expect(elapsed("queued", { createdAt: Damaged.of("x") })).toBeNull();
    expect(elapsed("applied", { completedAt: Damaged.of("x") })).toBeNull();
    expect(elapsed("applied")).toBeNull();
  });
});

import { expect, it } from "@effect/vitest";
import { possibleEvents } from "../../src/plan/PlanEventName.ts";
import { makePlanFactory } from "../../testing/planFactory.ts";

const factory = makePlanFactory();

it.each([
  ["action", "processing", ["cancel", "capture"]],
  ["execute", "processing", ["reclaim", "cancel", "capture"]],
  ["execute", "queued", ["cancel", "capture"]],
  ["apply", "applied", []],
] as const)("without rules, %s/%s allows only what is really possible", (phase, processingState, events) => {
  const effectiveProfileSnapshot = { _tag: "NotCaptured", length: 2 } as const;
  const plan = factory.plan({ phase, processingState, effectiveProfileSnapshot });
  expect(possibleEvents(plan)).toEqual(events);
});

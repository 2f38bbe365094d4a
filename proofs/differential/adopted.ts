import { NOT_CAPTURED_TEXT, type Plan, planIdFromKey } from "@planwright/domain";
import { makePlanFactory } from "@planwright/domain/testing";
import type { Command } from "./Command.ts";
import type { Pools } from "./Pools.ts";

/** Counters of adopted rows are far from what the next claim or retry could not count any more. */
const small = (count: number): number => count % 1_000_000;

/** Sums of these are exact in whatever order an engine adds them (see differences.ts). */
const exact = (cost: number): number => Math.trunc(cost % 1_000_000_000) + 0.25;

/** The plan that an adoption puts in; everything but its identity is generated. */
export const adoptedPlan = (
  { captured, fields: nth, id }: Extract<Command, { readonly do: "adopt" }>,
  index: number,
  { plans }: Pools,
  parent: Plan | null,
): Plan => {
  const factory = makePlanFactory(index + 1_000);
  const fields = plans[nth % plans.length];
  const identity = id === null ? {} : { planId: planIdFromKey(`${index}-${id}`) };
  const rules = captured
    ? {}
    : ({
        effectiveProfileSnapshot: { _tag: "NotCaptured", length: NOT_CAPTURED_TEXT.length },
        profileDigest: null,
      } as const);
  if (fields === undefined) throw new RangeError("there is no adopted plan in the pools");
  const plan = { ...fields, ...identity, ...rules };
  const made = parent === null ? factory.plan(plan) : factory.child(parent, plan);
  return {
    ...made,
    attempt: small(made.attempt),
    reversionCount: made.reversionCount % 5,
    lastCompletedStep: small(made.lastCompletedStep),
    retryCount: small(made.retryCount) % 7,
    callsInPhase: small(made.callsInPhase),
    costTotal: exact(made.costTotal),
    // What an adopted ledger shows as being worked on was never claimed here.
    leaseFence: made.processingState === "processing" ? 0 : small(made.leaseFence),
  };
};

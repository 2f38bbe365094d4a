import type { Plan } from "../../src/plan/Plan.ts";
import type { PlanFactory, PlanOverrides } from "../planFactory.ts";

/** A root and `depth` plans below it, each the child of the one before; the root first. */
export const makeChain = (
  factory: PlanFactory,
  depth: number,
  overrides: PlanOverrides = {},
): ReadonlyArray<Plan> => {
  let last = factory.plan(overrides);
  const chain = [last];
  for (let level = 0; level < depth; level++) {
    last = factory.child(last, overrides);
    chain.push(last);
  }
  return chain;
};

/** A root and `width` children of it; the root first, the others oldest first. */
export const makeFan = (
  factory: PlanFactory,
  width: number,
  overrides: PlanOverrides = {},
): ReadonlyArray<Plan> => {
  const root = factory.plan(overrides);
  return [root, ...Array.from({ length: width }, () => factory.child(root, overrides))];
};

/** The plan at a position; throws when there is none. */
export const at = (plans: ReadonlyArray<Plan>, index: number): Plan => {
  const plan = plans.at(index);
  if (plan === undefined) throw new RangeError(`there is no plan ${index}`);
  return plan;
};

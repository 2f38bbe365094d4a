import { ancestorsOf, familyOf } from "../Family.ts";
import { type Evidence, eventName } from "./Evidence.ts";

const FINISHED = new Set(["applied", "cancelled"]);
const ENDS = new Set(["plan.cancelled", "plan.deleted"]);

/** Nothing lives below what was cancelled, applied or deleted, and no plan is without its parent and its root. */
export const treeProblems = ({ calls, ledger }: Evidence): ReadonlyArray<string> => {
  const found = new Map(ledger.plans.map((plan) => [plan.plan, plan]));
  const problems = ledger.plans.flatMap((plan) => {
    if (plan.parent === null)
      return plan.root === plan.plan ? [] : [`root ${plan.plan} names the root ${plan.root}`];
    const parent = found.get(plan.parent);
    if (parent === undefined)
      return [`plan ${plan.plan} is an orphan: its parent ${plan.parent} does not exist`];
    if (parent.root !== plan.root) return [`plan ${plan.plan} is in another tree than its parent`];
    return FINISHED.has(parent.state) && !FINISHED.has(plan.state)
      ? [`plan ${plan.plan} is ${plan.state} below ${parent.plan}, which is ${parent.state}`]
      : [];
  });
  const family = familyOf(calls, ledger);
  const ended = new Set<string>();
  for (const event of ledger.log) {
    const { plan, type } = event;
    if (plan === null) continue;
    const dead = ancestorsOf(family, plan).find((above) => ended.has(above));
    // What is cancelled or deleted as a whole may tell so in any order.
    if (dead !== undefined && !ENDS.has(type))
      problems.push(`${eventName(event)} comes after the end of ${dead}`);
    if (ENDS.has(type)) ended.add(plan);
  }
  return problems;
};

import type { Evidence } from "./Evidence.ts";

/** A plan has a lease exactly while it is being worked on, and it is the one of its last claim. */
export const leaseProblems = ({ ledger }: Evidence): ReadonlyArray<string> =>
  ledger.plans.flatMap(({ fence, lease, plan, state }) => {
    if (state !== "processing") return lease === null ? [] : [`plan ${plan} is ${state} and has a lease`];
    if (lease === null) return [`plan ${plan} is processing without a lease`];
    return lease === fence ? [] : [`plan ${plan} has fence ${fence}, its lease ${lease}`];
  });

import { type Actor, makeUlids, type Plan, type PlanId, systemActor } from "@planwright/domain";
import { nodeCrypto } from "@planwright/persistence";
import * as Effect from "effect/Effect";
import type { Sizes } from "../Sizes.ts";
import type { Ledger } from "./Ledger.ts";

/** Who does everything here. */
export const ACTOR: Actor = systemActor("bench");

/** The action of all plans, as its file would have it. */
const ACTION = {
  name: "local/ship-release",
  description: "Ship {version} of the service to {regions}",
  definition_of_done: "Every region answers with {version}",
  strategy_actor: "local/strategist",
  execution_actor: "local/executor",
  arguments: [
    { name: "version", type: "string", required: true },
    { name: "regions", type: "list", required: true },
    { name: "canary", type: "boolean", default: true },
  ],
  invariants: ["Never two regions at once"],
};

/** What is asked for each time a plan is made: two projects, three arguments, two invariants. */
export const useCommand = (automationProfile?: string) => ({
  actor: ACTOR,
  action: ACTION.name,
  projects: [
    { name: "local/service", alias: "app", readOnly: false },
    { name: "local/charts", alias: null, readOnly: true },
  ],
  arguments: new Map([
    ["version", { value: "4.2.0" }],
    ["regions", { value: ["eu-west", "eu-north", "us-east"] }],
  ]),
  invariants: ["Roll back within five minutes"],
  automationProfile,
  surroundings: {},
});

/** Children of each plan in the tree. */
const BRANCHES = 8;

/** Places that nobody can claim work in, so that the tree stays as it is. */
const PLACES = [
  { phase: "action", processingState: "queued" },
  { phase: "strategize", processingState: "complete" },
  { phase: "apply", processingState: "applied" },
  { phase: "apply", processingState: "cancelled" },
] as const;

/** A tree of `size` plans, each with up to 8 children; its top is made like any plan, the others after it. */
const growTree = async ({ plans, uow }: Ledger, size: number): Promise<PlanId> => {
  const { plan: top } = await Effect.runPromise(plans.use(useCommand("manual")));
  const newId = makeUlids(nodeCrypto.randomBytes);
  const tree: Array<Plan> = [top];
  for (let index = 1; index < size; index++) {
    const parent = tree[Math.floor((index - 1) / BRANCHES)] ?? top;
    const place = PLACES[index % PLACES.length] ?? PLACES[0];
    const planId = newId(Date.now());
    tree.push({ ...top, ...place, planId, parentPlanId: parent.planId, name: null });
  }
  await Effect.runPromise(uow.write((stores) => stores.plans.insert(tree.slice(1))));
  return top.planId;
};

/** What there is in the ledger to be read. */
export interface Contents {
  /** The top of the tree. */
  readonly tree: PlanId;
  /** Plans without children. */
  readonly roots: ReadonlyArray<PlanId>;
}

/** Fills an empty ledger by the use cases: first the tree, then the roots, which wait to be worked on. */
export const fillLedger = async (ledger: Ledger, sizes: Sizes): Promise<Contents> => {
  await Effect.runPromise(ledger.actions.create({ actor: ACTOR, file: ACTION }));
  const tree = await growTree(ledger, sizes.tree);
  const roots: Array<PlanId> = [];
  for (let index = 0; index < sizes.roots; index++) {
    const { plan } = await Effect.runPromise(ledger.plans.use(useCommand("full-auto")));
    roots.push(plan.planId);
  }
  return { tree, roots };
};

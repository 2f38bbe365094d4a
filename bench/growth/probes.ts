import type { PlanFilter, PlanId } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { ACTOR } from "../ledger/fillLedger.ts";
import { COMMON, ODD } from "./mixedLedger.ts";
import { TREE } from "./mixedPlans.ts";
import type { Grown, Probe } from "./Probe.ts";

/** How much longer claims and reads by an index may take in the largest ledger than in the smallest. */
const GOAL = 2;

/** Plans on a page. */
const PAGE = 50;

const idAt = ({ sample }: Grown, turn: number): PlanId =>
  sample.ids[(turn * 31) % sample.ids.length] ?? sample.tree;

const nothing = async (): Promise<void> => {};

/** A probe that reads and leaves nothing to be done. */
const read = (
  name: string,
  times: number,
  look: (grown: Grown, turn: number) => Effect.Effect<unknown, unknown>,
): Probe => ({
  name,
  goal: GOAL,
  times,
  run: async (grown, turn) => {
    await Effect.runPromise(look(grown, turn));
    return nothing;
  },
});

const ofOne: ReadonlyArray<Probe> = [
  read("read one (status)", 20, (grown, turn) => grown.ledger.plans.status(idAt(grown, turn))),
  read("read one (get)", 20, (grown, turn) => grown.ledger.plans.get(idAt(grown, turn))),
  read("read one by its short id", 20, (grown, turn) => grown.ledger.plans.get(idAt(grown, turn).slice(-8))),
  read("history of a plan", 20, (grown, turn) => grown.ledger.plans.history(idAt(grown, turn))),
  read("decisions of a plan", 20, (grown, turn) => grown.ledger.plans.explain(idAt(grown, turn))),
  read("50 events of the whole log", 20, ({ ledger, sample }) =>
    ledger.uow.read((stores) => stores.events.read({ after: sample.event, limit: PAGE })),
  ),
  read(`tree of ${TREE.toLocaleString("en")}`, 3, ({ ledger, sample }) => ledger.plans.tree(sample.tree)),
];

/** The filters of lists by their names. */
const FILTERS: Readonly<Record<string, (grown: Grown) => PlanFilter>> = {
  "no filter": () => ({}),
  phase: () => ({ phase: "execute" }),
  "state, of many": () => ({ state: "applied" }),
  "state, of some": () => ({ state: "queued" }),
  "phase and state": () => ({ phase: "strategize", state: "queued" }),
  "action, of many": () => ({ action: COMMON[0].action }),
  "action, of few": () => ({ action: ODD.action }),
  profile: () => ({ profile: COMMON[1].automationProfile }),
  "project, of many": () => ({ project: "local/project-7" }),
  "project, of few": () => ({ project: "local/rare" }),
  root: ({ sample }) => ({ root: sample.tree }),
  "name, of many": () => ({ pattern: "local/plan-7*" }),
  "name, of few": () => ({ pattern: "local/odd-*" }),
  "waiting for a person": () => ({ needsApproval: true }),
};

const lists: ReadonlyArray<Probe> = [
  ...Object.entries(FILTERS).flatMap(([name, filter]) => [
    read(`list by ${name}`, 6, (grown) => grown.ledger.plans.list({ ...filter(grown), limit: PAGE })),
    read(`list by ${name}, far in`, 6, (grown) =>
      grown.ledger.uow.read((stores) =>
        stores.plans.list(filter(grown), { limit: PAGE, after: grown.sample.middle }),
      ),
    ),
  ]),
  read("list since a moment ago", 6, ({ ledger, sample }) =>
    ledger.plans.list({ since: sample.since, limit: PAGE }),
  ),
];

/** Takes the oldest plan that waits, and puts it at the end of the queue afterwards. */
const claim: Probe = {
  name: "claim",
  goal: GOAL,
  times: 20,
  run: async ({ ledger: { plans } }) => {
    const claimed = await Effect.runPromise(plans.claim({ actor: ACTOR }));
    if (claimed === null) throw new Error("there is nothing to claim");
    const { leaseToken, plan } = claimed;
    return () => Effect.runPromise(plans.release({ actor: ACTOR, id: plan.planId, leaseToken }));
  },
};

const claimOfProject: Probe = {
  ...claim,
  name: "claim by project",
  run: async ({ ledger: { plans } }) => {
    const project = "local/project-7";
    const claimed = await Effect.runPromise(plans.claim({ actor: ACTOR, project }));
    if (claimed === null) throw new Error(`there is nothing to claim of ${project}`);
    const { leaseToken, plan } = claimed;
    return () => Effect.runPromise(plans.release({ actor: ACTOR, id: plan.planId, leaseToken }));
  },
};

const create: Probe = {
  name: "create a plan",
  goal: GOAL,
  times: 10,
  run: async ({ ledger: { plans } }) => {
    await Effect.runPromise(
      plans.use({
        actor: ACTOR,
        action: COMMON[0].action,
        projects: [{ name: "local/project-7", alias: null, readOnly: false }],
        arguments: new Map([["subject", { value: "the archive" }]]),
        automationProfile: "manual",
        surroundings: {},
      }),
    );
    return nothing;
  },
};

/** Numbers over a filter grow with what they count. */
const counts: ReadonlyArray<Probe> = [
  {
    ...read("count of a tree by state", 6, ({ ledger, sample }) =>
      ledger.uow.read((stores) => stores.plans.count({ root: sample.tree })),
    ),
  },
  {
    ...read("count of few plans", 6, ({ ledger }) =>
      ledger.uow.read((stores) => stores.plans.count({ action: ODD.action })),
    ),
  },
  {
    ...read("count of a state", 1, ({ ledger }) =>
      ledger.uow.read((stores) => stores.plans.count({ state: "errored" })),
    ),
    goal: null,
  },
  {
    ...read("count of everything", 1, ({ ledger }) => ledger.uow.read((stores) => stores.plans.count({}))),
    goal: null,
  },
];

/** Everything that is measured as a ledger grows; the goal is the project's own. */
export const PROBES: ReadonlyArray<Probe> = [...ofOne, ...lists, claim, claimOfProject, create, ...counts];

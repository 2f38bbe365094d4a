import * as Effect from "effect/Effect";
import { ACTOR, type Contents, useCommand } from "./ledger/fillLedger.ts";
import type { Ledger } from "./ledger/Ledger.ts";
import type { Scenario } from "./Scenario.ts";
import type { Sizes } from "./Sizes.ts";

const create = ({ plans }: Ledger) => Effect.runPromise(plans.use(useCommand()));

const listTwoPages = async ({ plans }: Ledger, limit: number): Promise<void> => {
  const first = await Effect.runPromise(plans.list({ limit }));
  const second = await Effect.runPromise(plans.list({ limit, cursor: first.nextCursor ?? undefined }));
  if (first.plans.length !== limit || second.plans.length !== limit) throw new Error("a page is not full");
};

/** Two transitions: the oldest queued plan is claimed and its work reported, which asks the next gate. */
const claimAndComplete = async ({ plans }: Ledger): Promise<void> => {
  const claimed = await Effect.runPromise(plans.claim({ actor: ACTOR }));
  if (claimed === null) throw new Error("there is nothing to claim");
  const { leaseToken, plan } = claimed;
  await Effect.runPromise(
    plans.complete({ actor: ACTOR, id: plan.planId, leaseToken, result: { cost: 0.25 } }),
  );
};

/** Everything that is compared with the raw driver; the goals are the project's own. */
export const scenarios = ({ roots, tree }: Contents, sizes: Sizes): ReadonlyArray<Scenario> => {
  const rootAt = (turn: number) => roots[(turn * 7) % roots.length] ?? tree;
  const writes = { times: sizes.writes, durable: true };
  const reads = { durable: true };
  return [
    { name: "create a plan", goals: { SQLite: 3, PostgreSQL: 2.5 }, ...writes, run: create },
    {
      name: "read one (status)",
      goals: { SQLite: 6, PostgreSQL: 2.5 },
      ...reads,
      times: sizes.reads,
      run: ({ plans }, turn) => Effect.runPromise(plans.status(rootAt(turn))),
    },
    {
      name: "read one (get)",
      goals: { SQLite: 6, PostgreSQL: 2.5 },
      ...reads,
      times: sizes.reads,
      run: ({ plans }, turn) => Effect.runPromise(plans.get(rootAt(turn))),
    },
    {
      name: `list ${(2 * sizes.page).toLocaleString("en")}`,
      goals: { SQLite: 4, PostgreSQL: 2 },
      ...reads,
      times: sizes.lists,
      run: (ledger) => listTwoPages(ledger, sizes.page),
    },
    {
      name: `tree of ${sizes.tree.toLocaleString("en")}`,
      goals: { SQLite: 4, PostgreSQL: 4 },
      ...reads,
      times: sizes.trees,
      run: ({ plans }) => Effect.runPromise(plans.tree(tree)),
    },
    { name: "claim and complete", goals: { SQLite: 4, PostgreSQL: 4 }, ...writes, run: claimAndComplete },
    { name: "create, disk aside", goals: {}, times: sizes.writes, durable: false, run: create },
    {
      name: "claim and complete, disk aside",
      goals: {},
      times: sizes.writes,
      durable: false,
      run: claimAndComplete,
    },
  ];
};

import { planIdFromKey } from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { Answer, Command } from "../history/Call.ts";
import type { Pool } from "../processes/Pool.ts";
import type { Judge } from "./Judge.ts";
import { startTogether } from "./startTogether.ts";

/** How a tree ends while others still add to it. */
export type Ending = "cancel" | "delete";

/** A root, two children and a grandchild. */
const plantTree = async (judge: Judge): Promise<ReadonlyArray<string>> => {
  const spawn = (plan: string) => judge.one({ do: "spawn", plan, subplans: null, dependsOn: [] });
  const { plan: root } = await judge.root("full-auto");
  const [{ plan: one }, { plan: two }] = [await spawn(root), await spawn(root)];
  const { plan: below } = await spawn(one);
  return [root, one, two, below];
};

/** What is left of a tree: each plan with its parent and whether anything may still follow. */
const leftOf = (judge: Judge, root: string) =>
  Effect.runPromise(
    Effect.map(
      judge.doors.uow.read((stores) => stores.plans.list({ root: planIdFromKey(root) }, { limit: 1_000 })),
      (listed) =>
        listed.map(({ plan }) => ({
          id: plan.planId,
          parent: plan.parentPlanId,
          isLive: plan.processingState !== "cancelled" && plan.processingState !== "applied",
        })),
    ),
  );

const madeBy = (answers: ReadonlyArray<ReadonlyArray<Answer | null>>): ReadonlyArray<string> =>
  answers.flat().flatMap((answer) => (answer?.is === "done" ? answer.seen.map(({ plan }) => plan) : []));

const REFUSALS: { readonly [E in Ending]: ReadonlyArray<string> } = {
  cancel: ["WrongState"],
  delete: ["NotFound"],
};

const oneRound = async (judge: Judge, pool: Pool, ending: Ending): Promise<ReadonlyArray<string>> => {
  const tree = await plantTree(judge);
  const [root = ""] = tree;
  const end: Command =
    ending === "cancel"
      ? { do: "cancel", plan: root, ifVersion: null }
      : { do: "delete", plan: root, tree: true };
  const spawns = Array.from({ length: pool.size - 1 }, (_, at) => {
    const plan = tree[at % tree.length] ?? root;
    const spawn: Command = { do: "spawn", plan, subplans: null, dependsOn: [] };
    return [spawn, spawn];
  });
  const [ended, ...spawned] = await startTogether(pool, [[end], ...spawns]);
  const left = await leftOf(judge, root);
  const made = madeBy(spawned);
  const strange = spawned
    .flat()
    .filter((answer) => answer?.is !== "done" && !REFUSALS[ending].includes(answer?.refusal.tag ?? ""));
  const problems = [
    ...(ended?.[0]?.is === "done" ? [] : [`the end was refused: ${JSON.stringify(ended)}`]),
    ...strange.map((answer) => `a spawn came to ${JSON.stringify(answer)}`),
    ...(ending === "cancel"
      ? [
          ...left.filter(({ isLive }) => isLive).map(({ id, parent }) => `${id} lives below ${parent}`),
          ...made
            .filter((id) => !left.some((plan) => plan.id === id))
            .map((id) => `${id} was made and is gone`),
        ]
      : left.map(({ id, parent }) => `${id} is left, its parent ${parent} was deleted`)),
  ];
  return problems.map((problem) => `spawn against ${ending}: ${problem}`);
};

/**
 * So many rounds in which a whole tree is cancelled or deleted while all other processes add children everywhere in it;
 * answers with what went wrong: a live child under a dead parent, an orphan, an answer that nobody understands.
 */
export const raceForTree = async (
  judge: Judge,
  pool: Pool,
  ending: Ending,
  rounds: number,
): Promise<ReadonlyArray<string>> => {
  const problems: Array<string> = [];
  for (let round = 0; round < rounds; round++) problems.push(...(await oneRound(judge, pool, ending)));
  return problems;
};

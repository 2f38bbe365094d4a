import type { Answer, Command, Subplans } from "../history/Call.ts";
import type { Pool } from "../processes/Pool.ts";
import type { Judge } from "./Judge.ts";
import { startTogether } from "./startTogether.ts";

/** Families in turn: how their children run, and how many of them may be begun at first. */
const FAMILIES: ReadonlyArray<{ readonly subplans: Subplans; readonly places: number }> = [
  { subplans: { mode: "parallel", maxParallel: 1, failFast: false }, places: 1 },
  { subplans: { mode: "parallel", maxParallel: 2, failFast: false }, places: 2 },
  { subplans: { mode: "sequential", maxParallel: 4, failFast: false }, places: 1 },
  { subplans: { mode: "parallel", maxParallel: 3, failFast: true }, places: 3 },
  { subplans: { mode: "dependency_ordered", maxParallel: 2, failFast: false }, places: 2 },
];

const CLAIM: Command = { do: "claim" };
const CHILDREN = 5;

const isTaken = (answer: Answer | null | undefined): boolean =>
  answer?.is === "done" && answer.seen.length > 0;

const oneRound = async (
  judge: Judge,
  pool: Pool,
  { places, subplans }: (typeof FAMILIES)[number],
): Promise<ReadonlyArray<string>> => {
  const { plan: root } = await judge.root("full-auto", subplans);
  // The root is at work, so that only its children can be claimed.
  await judge.token();
  for (let child = 0; child < CHILDREN; child++)
    await judge.do({ do: "spawn", plan: root, subplans: null, dependsOn: [] });
  const answers = await startTogether(
    pool,
    Array.from({ length: pool.size }, () => [CLAIM]),
  );
  const taken = answers.filter(([answer]) => isTaken(answer)).length;
  const strange = answers.flat().filter((answer) => answer?.is !== "done");
  // Whoever was too early for a child that another was taking finds the rest of the places.
  const later = [];
  for (let more = await judge.do(CLAIM); more.seen.length > 0; more = await judge.do(CLAIM)) later.push(more);
  await judge.do({ do: "cancel", plan: root, ifVersion: null });
  const name = `${subplans.mode}, at most ${subplans.maxParallel}`;
  return [
    ...(taken <= places
      ? []
      : [`${name}: ${taken} children were begun at once where there were ${places} places`]),
    ...(taken + later.length === places
      ? []
      : [`${name}: ${taken} and then ${later.length} children were begun`]),
    ...strange.map((answer) => `${name}: a claim came to ${JSON.stringify(answer)}`),
  ];
};

/** So many rounds in which all processes want to begin children of one parent; answers with what went wrong. */
export const raceForPlaces = async (
  judge: Judge,
  pool: Pool,
  rounds: number,
): Promise<ReadonlyArray<string>> => {
  const problems: Array<string> = [];
  for (let round = 0; round < rounds; round++) {
    const family = FAMILIES[round % FAMILIES.length];
    if (family !== undefined) problems.push(...(await oneRound(judge, pool, family)));
  }
  return problems;
};

import * as Effect from "effect/Effect";
import type { Command } from "../history/Call.ts";
import type { Pool } from "../processes/Pool.ts";
import type { Judge } from "./Judge.ts";
import { startTogether } from "./startTogether.ts";

/** How many plans there are, as somebody else counts them. */
const countPlans = ({ doors }: Judge): Promise<number> =>
  Effect.runPromise(
    Effect.map(
      doors.uow.read((stores) => stores.plans.count({})),
      (counts) => Object.values(counts).reduce((sum, count) => sum + count, 0),
    ),
  );

const oneRound = async (judge: Judge, pool: Pool, key: string): Promise<ReadonlyArray<string>> => {
  const before = await countPlans(judge);
  const use: Command = { do: "use", profile: "manual", subplans: null, key };
  const answers = await startTogether(
    pool,
    Array.from({ length: pool.size }, () => [use]),
  );
  const told = answers.map(([answer]) => answer ?? null);
  const made = new Set(
    told.flatMap((answer) => (answer?.is === "done" ? answer.seen.map(({ plan }) => plan) : [])),
  );
  const strange = told.filter(
    (answer) => answer === null || (answer.is === "refused" && answer.refusal.tag !== "KeyInFlight"),
  );
  const after = await countPlans(judge);
  return [
    ...(made.size === 1 ? [] : [`callers under the key ${key} were told of ${made.size} plans`]),
    ...(after === before + 1 ? [] : [`${after - before} plans were made under the key ${key}`]),
    ...strange.map((answer) => `a caller under the key ${key} was told ${JSON.stringify(answer)}`),
  ];
};

/**
 * So many rounds in which all processes send the same request under the same key; answers with what went wrong. One plan
 * is made, and everybody is told of it or that the key is in use at this moment.
 */
export const raceForKey = async (
  judge: Judge,
  pool: Pool,
  rounds: number,
): Promise<ReadonlyArray<string>> => {
  const problems: Array<string> = [];
  for (let round = 0; round < rounds; round++)
    problems.push(...(await oneRound(judge, pool, `key ${round}`)));
  return problems;
};

import { verify } from "@planwright/migrations";
import * as Effect from "effect/Effect";
import type { Engine } from "../ledgers/Engine.ts";
import { locationOf } from "../ledgers/locationOf.ts";
import type { Pool } from "../processes/Pool.ts";

const oneRound = async (engine: Engine, pool: Pool, count: number): Promise<ReadonlyArray<string>> => {
  const { drop, url } = await engine.empty();
  try {
    const results = await pool.all(() => ({ order: "migrate", url }), count);
    const failed = results.flatMap((result) => ("failed" in result ? [result.failed] : []));
    const ended = results.flatMap((result) => ("applied" in result ? [result] : []));
    const applied = ended.flatMap((result) => result.applied);
    const verdict = await Effect.runPromise(verify(locationOf(url)));
    const workers = ended.filter((result) => result.applied.length > 0).length;
    return [
      ...failed,
      ...(new Set(applied).size === applied.length ? [] : [`applied more than once: ${applied.join()}`]),
      ...(workers === 1 ? [] : [`${workers} processes applied something`]),
      ...(new Set(ended.map(({ to }) => to)).size === 1 ? [] : ["the processes ended at different versions"]),
      ...(verdict.equal ? [] : [`the schema differs: ${JSON.stringify(verdict)}`]),
    ];
  } finally {
    await drop();
  }
};

/** So many rounds in which two to eight processes bring one empty database up to date; answers with what went wrong. */
export const raceToMigrate = async (
  engine: Engine,
  pool: Pool,
  rounds: number,
): Promise<ReadonlyArray<string>> => {
  const problems: Array<string> = [];
  for (let round = 0; round < rounds; round++) {
    const count = Math.min(2 + (round % 7), pool.size);
    const found = await oneRound(engine, pool, count);
    problems.push(...found.map((problem) => `${count} processes migrating: ${problem}`));
  }
  return problems;
};

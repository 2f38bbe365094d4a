import { rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { setTimeout } from "node:timers/promises";
import * as Effect from "effect/Effect";
import type { Evidence } from "../checker/facts/Evidence.ts";
import type { Engine } from "../ledgers/Engine.ts";
import { makeFirstAction } from "../ledgers/firstAction.ts";
import type { Pool } from "../processes/Pool.ts";
import { newFolder } from "../runFolder.ts";
import type { Fault } from "./brokenLedgers.ts";
import { actorOf } from "./carryOut.ts";
import { openDoors } from "./Doors.ts";
import { readFollowed } from "./followLog.ts";
import { readHistory } from "./HistoryFile.ts";
import { lookAtLedger } from "./lookAt.ts";

/** How a run is made. */
export interface Run {
  /** Processes that change the ledger at the same time; one more follows the log. */
  readonly clients: number;
  readonly millis: number;
  readonly seed: number;
  /** How many of the processes are killed without warning, one after the other, spread over the time. */
  readonly kills: number;
  readonly fault: Fault | null;
}

const killOneByOne = async (pool: Pool, { clients, kills, millis }: Run): Promise<void> => {
  for (let killed = 0; killed < kills; killed++) {
    await setTimeout(millis / (kills + 1));
    await pool.replace(clients - 1 - killed);
  }
};

/**
 * Lets processes of a pool work on one ledger, each recording what it asks and what it is answered, while one more
 * process follows the log; then looks at what there is.
 */
export const recordRun = async (engine: Engine, pool: Pool, run: Run): Promise<Evidence> => {
  const { clients, fault, kills, millis, seed } = run;
  const folder = newFolder();
  const fileOf = (at: number): string => join(folder, `${at}.ndjson`);
  const database = await engine.ledger();
  const doors = await openDoors(database.url);
  try {
    await makeFirstAction(doors);
    await pool.all(
      (at) => ({
        order: "open",
        url: database.url,
        process: at,
        fault: at < clients ? fault : null,
      }),
      clients + 1,
    );
    const following = pool.ask(clients, { order: "follow", file: fileOf(clients) });
    const base = process.hrtime.bigint().toString();
    const recording = Array.from({ length: clients }, (_, at) =>
      pool.ask(at, { order: "record", file: fileOf(at), seed: seed + at, base, millis }),
    );
    const [ends] = await Promise.all([Promise.allSettled(recording), killOneByOne(pool, run)]);
    await pool.ask(clients, { order: "stop" });
    await following;
    const lost = ends.filter(({ status }) => status === "rejected");
    if (lost.length !== kills)
      throw new Error(
        `${lost.length} processes were lost, ${kills} killed: ${JSON.stringify(lost.map(String))}`,
      );
    await pool.all(() => ({ order: "close" }), clients + 1);
    return {
      calls: Array.from({ length: clients }, (_, at) => readHistory(fileOf(at), at, actorOf(at))).flat(),
      ledger: await Effect.runPromise(lookAtLedger(doors)),
      followed: readFollowed(fileOf(clients)),
    };
  } finally {
    await doors.close();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  }
};

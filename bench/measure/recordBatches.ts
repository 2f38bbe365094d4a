import type { Database } from "better-sqlite3";
import { openLedger } from "../ledger/Ledger.ts";
import { type Call, type Recording, recordCalls } from "../raw/recordCalls.ts";
import type { Scenario } from "../Scenario.ts";

/** One scenario in one round: done `times` times on the ledger, and the calls that the driver gets for that. */
export interface Batch {
  readonly scenario: Scenario;
  readonly round: number;
  readonly calls: ReadonlyArray<Call>;
}

/** Lets commits wait for the disk, or not. */
export const setDurable = (database: Database, durable: boolean): void => {
  database.pragma(`synchronous = ${durable ? "FULL" : "OFF"}`);
};

/** Does a scenario as often as one round asks for. */
export const runScenario = async (
  { run, times }: Scenario,
  ledger: Parameters<Scenario["run"]>[0],
  round: number,
): Promise<void> => {
  for (let index = 0; index < times; index++) await run(ledger, round * times + index);
};

/**
 * Does everything once on a copy of the ledger and writes down what the driver is asked, round after round, in the order
 * in which it will be measured: at each batch the copies then hold the same.
 */
export const recordBatches = async (
  file: string,
  scenarios: ReadonlyArray<Scenario>,
  rounds: number,
): Promise<ReadonlyArray<Batch>> => {
  let recording: Recording | undefined;
  const ledger = await openLedger(file, (database) => {
    recording = recordCalls(database);
  });
  const batches: Array<Batch> = [];
  for (let round = 0; round < rounds; round++) {
    for (const scenario of scenarios) {
      recording?.take();
      setDurable(ledger.database, false);
      await runScenario(scenario, ledger, round);
      batches.push({ scenario, round, calls: recording?.take() ?? [] });
    }
  }
  await ledger.close();
  return batches;
};

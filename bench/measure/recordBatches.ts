import type { Scenario } from "../Scenario.ts";
import type { Arena, Call } from "./Arena.ts";

/** One scenario in one round: done `times` times on the ledger, and the calls that the driver gets for that. */
export interface Batch<C extends Call> {
  readonly scenario: Scenario;
  readonly round: number;
  readonly calls: ReadonlyArray<C>;
}

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
export const recordBatches = async <C extends Call>(
  arena: Arena<C>,
  scenarios: ReadonlyArray<Scenario>,
  rounds: number,
): Promise<ReadonlyArray<Batch<C>>> => {
  const { close, ledger, setDurable, take } = await arena.openRecorded();
  await setDurable(false);
  const batches: Array<Batch<C>> = [];
  for (let round = 0; round < rounds; round++) {
    for (const scenario of scenarios) {
      await take();
      await runScenario(scenario, ledger, round);
      batches.push({ scenario, round, calls: await take() });
    }
  }
  await close();
  return batches;
};

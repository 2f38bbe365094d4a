import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { type Ledger, openLedger } from "../ledger/Ledger.ts";
import { RawTwin, runChecked, runSteps } from "../raw/RawTwin.ts";
import type { Scenario } from "../Scenario.ts";
import type { Sizes } from "../Sizes.ts";
import type { Measured } from "./Measured.ts";
import { type Batch, recordBatches, runScenario, setDurable } from "./recordBatches.ts";
import { figureOf } from "./statistics.ts";

/** Milliseconds that each side took in one round for doing a scenario once. */
interface Timed {
  readonly scenario: Scenario;
  readonly ours: number;
  readonly theirs: number;
}

/** Both sides on copies that hold the same. */
interface Sides {
  readonly ledger: Ledger;
  readonly twin: RawTwin;
}

/** One scenario in one round on both sides; the driver goes first in every second round. */
const timeBatch = async (
  { ledger, twin }: Sides,
  { calls, round, scenario }: Batch,
  runTwin: typeof runSteps,
): Promise<Timed> => {
  const steps = twin.prepare(calls);
  const theirs = (): number => {
    const started = performance.now();
    runTwin(steps);
    return (performance.now() - started) / scenario.times;
  };
  setDurable(ledger.database, scenario.durable);
  setDurable(twin.database, scenario.durable);
  const before = round % 2 === 0 ? undefined : theirs();
  const started = performance.now();
  await runScenario(scenario, ledger, round);
  const ours = (performance.now() - started) / scenario.times;
  return { scenario, ours, theirs: before ?? theirs() };
};

const isBegin = ({ text }: { readonly text: string }): boolean => text.startsWith("BEGIN");

const measured = (
  scenario: Scenario,
  timed: ReadonlyArray<Timed>,
  batches: ReadonlyArray<Batch>,
): Measured => {
  const mine = timed.filter((one) => one.scenario === scenario);
  const calls = batches.find((batch) => batch.scenario === scenario)?.calls ?? [];
  return {
    name: scenario.name,
    against: "the driver",
    goal: scenario.goal ?? null,
    ratio: figureOf(mine.map(({ ours, theirs }) => ours / theirs)),
    ours: figureOf(mine.map(({ ours }) => ours)),
    theirs: figureOf(mine.map(({ theirs }) => theirs)),
    statements: calls.length / scenario.times,
    transactions: calls.filter(isBegin).length / scenario.times,
  };
};

/**
 * Measures scenarios on a ledger in a file against the driver doing the same statements on a copy of it, in rounds, one
 * scenario after the other. The first `warmups` rounds do not count; in those the driver's answers are held against what
 * the ledger got.
 */
export const compareWithDriver = async (
  file: string,
  folder: string,
  scenarios: ReadonlyArray<Scenario>,
  { rounds, warmups }: Sizes,
): Promise<ReadonlyArray<Measured>> => {
  const copy = (name: string): string => {
    const path = join(folder, `${name}.db`);
    copyFileSync(file, path);
    return path;
  };
  const batches = await recordBatches(copy("recorded"), scenarios, warmups + rounds);
  const sides: Sides = { ledger: await openLedger(copy("ours")), twin: new RawTwin(copy("theirs")) };
  sides.twin.setUpLike(sides.ledger.database);
  const timed: Array<Timed> = [];
  for (const batch of batches) {
    const isWarmup = batch.round < warmups;
    const one = await timeBatch(sides, batch, isWarmup ? runChecked : runSteps);
    if (!isWarmup) timed.push(one);
  }
  await sides.ledger.close();
  sides.twin.close();
  return scenarios.map((scenario) => measured(scenario, timed, batches));
};

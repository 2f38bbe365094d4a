import type { Call } from "../measure/Arena.ts";
import type { Batch } from "../measure/recordBatches.ts";

/** What calls must have in common to be the same work. */
export const textsAndRows = (calls: ReadonlyArray<Call>) => calls.map(({ rows, text }) => ({ text, rows }));

/** Two changes of a plan within one millisecond happen at one instant, which is then not written a second time. */
export const untimed = (calls: ReadonlyArray<Call>) =>
  textsAndRows(calls).map(({ rows, text }) => ({
    rows,
    text: text.replace(/\$\d+/g, "?").replace('"updated_at" = ?, ', ""),
  }));

/** How many writing transactions a scenario takes to be done once; throws unless each of them was committed. */
export const writingTransactions = (
  batches: ReadonlyArray<Batch<Call>>,
  name: string,
  begin: string,
): number => {
  const batch = batches.find(({ scenario }) => scenario.name === name);
  if (batch === undefined) throw new Error(`nothing is called ${name}`);
  const times = (text: string) => batch.calls.filter((call) => call.text === text).length;
  if (times(begin) !== times("COMMIT")) throw new Error(`${name} does not commit what it begins`);
  return times(begin) / batch.scenario.times;
};

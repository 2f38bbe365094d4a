import { join } from "node:path";
import { fillLedger } from "./ledger/fillLedger.ts";
import { compareStarts, startsOf } from "./measure/compareStarts.ts";
import { compareWithDriver } from "./measure/compareWithDriver.ts";
import { describeMachine } from "./measure/Machine.ts";
import type { Report } from "./measure/Report.ts";
import type { Options } from "./options.ts";
import { FULL, QUICK } from "./Sizes.ts";
import { scenarios } from "./scenarios.ts";

/**
 * Measures what was asked for on ledgers that are made in a folder.
 *
 * @param say is told what is being done, for whoever waits
 */
export const measureAll = async (
  folder: string,
  { driverOnly, only, quick }: Options,
  say: (what: string) => void,
): Promise<Report> => {
  const date = new Date().toISOString();
  const sizes = quick ? QUICK : FULL;
  const machine = describeMachine(folder);
  say("making a ledger");
  const file = join(folder, "ledger.db");
  const contents = await fillLedger(file, sizes);
  const isWanted = ({ name }: { readonly name: string }) => name.includes(only);
  const wanted = scenarios(contents, sizes).filter(isWanted);
  say("measuring against the driver");
  const withDriver = await compareWithDriver(file, folder, wanted, sizes);
  say("measuring starts");
  const starts = driverOnly ? [] : startsOf(contents.tree).filter(isWanted);
  const withNode = compareStarts(file, folder, starts, sizes);
  return {
    date,
    machine,
    quick,
    sizes,
    measured: [...withDriver, ...withNode.measured],
    unmeasured: withNode.unmeasured,
  };
};

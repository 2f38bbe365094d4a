import type { Combination } from "../combinations.ts";
import type { Ledger } from "../stores/Ledger.ts";
import { PROCESS } from "../tags.ts";
import { CommandLineDriver } from "./commandLine/CommandLineDriver.ts";
import { launchHere } from "./commandLine/launchHere.ts";
import { launchProcess } from "./commandLine/launchProcess.ts";
import type { Driver } from "./Driver.ts";
import { DomainDriver } from "./domain/DomainDriver.ts";
import { PassedTime } from "./PassedTime.ts";
import { PassingDriver } from "./PassingDriver.ts";

const front = (
  driver: Combination["driver"],
  ledger: Ledger,
  tags: ReadonlyArray<string>,
): DomainDriver | CommandLineDriver =>
  driver === "domain"
    ? new DomainDriver(ledger)
    : new CommandLineDriver(ledger, tags.includes(PROCESS) ? launchProcess : launchHere, launchProcess);

/** The way into a ledger for a scenario with these tags. */
export const openDriver = (
  driver: Combination["driver"],
  ledger: Ledger,
  tags: ReadonlyArray<string>,
): Driver => {
  const opened = front(driver, ledger, tags);
  return opened.ownTime ? opened : new PassingDriver(opened, new PassedTime((millis) => ledger.age(millis)));
};

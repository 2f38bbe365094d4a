import { option, string } from "@oclif/core/flags";
import { FORMATS } from "../present/Format.ts";
import { switchFlag } from "./switchFlag.ts";

/** The heading under which help lists the flags that every command has. */
export const GLOBAL = "global";

const shared = { helpGroup: GLOBAL };

/** The flags of every command; each has a variable `PLANWRIGHT_<FLAG>` that counts where the flag is missing. */
export const globalFlags = {
  format: option({
    ...shared,
    options: FORMATS,
    summary: "How the result is printed: rich on a terminal and plain elsewhere, unless given.",
  })(),
  json: switchFlag({ ...shared, summary: "Short for --format json." }),
  "database-url": string({
    ...shared,
    helpValue: "URL",
    summary:
      "The ledger: sqlite:///absolute/path, sqlite::memory:, or postgresql://user@host/database on a server.",
  }),
  actor: string({
    ...shared,
    helpValue: "KIND:NAME",
    summary: "Who is acting: user:, agent:, worker: or system: and a name. You, unless given.",
  }),
  "no-input": switchFlag({ ...shared, summary: "Never ask; what would have to be asked needs --yes." }),
  quiet: switchFlag({ ...shared, char: "q", summary: "Print the result and errors, and nothing else." }),
  "no-color": switchFlag({ ...shared, summary: "No colours." }),
} as const;

/** The variable that stands in for a global flag. */
export const variableOf = (flag: string): string => `PLANWRIGHT_${flag.toUpperCase().replaceAll("-", "_")}`;

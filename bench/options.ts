import { parseArgs } from "node:util";
import type { EngineName } from "./measure/Arena.ts";

/** What a run was asked for. */
export interface Options {
  /** The file that the figures are written to as JSON. */
  readonly json: string | undefined;
  /** Small and quick: shows that it works, and nothing about time. */
  readonly quick: boolean;
  /** A missed goal is a failure. */
  readonly check: boolean;
  /** Only what has this text in its name. */
  readonly only: string;
  /** Nothing is started, so that nothing needs to be built. */
  readonly driverOnly: boolean;
  /** How costs grow with the ledger, instead of how they compare with the driver. */
  readonly growth: boolean;
  readonly engines: ReadonlyArray<EngineName>;
}

const ENGINES: ReadonlyMap<string, EngineName> = new Map([
  ["sqlite", "SQLite"],
  ["postgresql", "PostgreSQL"],
]);

const parse = (args: ReadonlyArray<string>) =>
  parseArgs({
    args: [...args],
    options: {
      json: { type: "string" },
      quick: { type: "boolean", default: false },
      check: { type: "boolean", default: false },
      only: { type: "string", default: "" },
      "driver-only": { type: "boolean", default: false },
      growth: { type: "boolean", default: false },
      store: { type: "string" },
    },
  }).values;

/** Reads the command line, or says in a sentence what is wrong with it. */
export const readOptions = (args: ReadonlyArray<string>): Options | { readonly problem: string } => {
  try {
    const { check, growth, json, only, quick, store, "driver-only": driverOnly } = parse(args);
    if (check && quick) return { problem: "--check asks about times, and --quick says nothing about them" };
    const engine = store === undefined ? undefined : ENGINES.get(store);
    if (store !== undefined && engine === undefined)
      return { problem: `--store must be ${[...ENGINES.keys()].join(" or ")}` };
    const engines = engine === undefined ? [...ENGINES.values()] : [engine];
    return { json, quick, check, only, driverOnly, growth, engines };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
};

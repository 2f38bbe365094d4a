import { parseArgs } from "node:util";
import { COMBINATIONS, type Combination, combinationNamed } from "../support/combinations.ts";

/** What a run was asked for. */
export interface Options {
  readonly combinations: ReadonlyArray<Combination>;
  /** Every message of every combination goes into this file, a line each; undefined keeps none. */
  readonly report: string | undefined;
  /** For Cucumber, as on its own command line: paths, `--name`, `--tags`. */
  readonly cucumber: ReadonlyArray<string>;
}

/** Reads `[--only COMBINATION]... [--report FILE] [-- arguments for Cucumber]`. */
export const readOptions = (args: ReadonlyArray<string>): Options => {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { only: { type: "string", multiple: true }, report: { type: "string" } },
  });
  return {
    combinations: values.only === undefined ? COMBINATIONS : values.only.map(combinationNamed),
    report: values.report,
    cucumber: positionals,
  };
};

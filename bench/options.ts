import { parseArgs } from "node:util";

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
}

const parse = (args: ReadonlyArray<string>) =>
  parseArgs({
    args: [...args],
    options: {
      json: { type: "string" },
      quick: { type: "boolean", default: false },
      check: { type: "boolean", default: false },
      only: { type: "string", default: "" },
      "driver-only": { type: "boolean", default: false },
    },
  }).values;

/** Reads the command line, or says in a sentence what is wrong with it. */
export const readOptions = (args: ReadonlyArray<string>): Options | { readonly problem: string } => {
  try {
    const { check, json, only, quick, "driver-only": driverOnly } = parse(args);
    return check && quick
      ? { problem: "--check asks about times, and --quick says nothing about them" }
      : { json, quick, check, only, driverOnly };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
};

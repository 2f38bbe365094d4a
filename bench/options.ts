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

/** Reads the command line; throws at what it does not know, and at a check of times that say nothing. */
export const readOptions = (args: ReadonlyArray<string>): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: "string" },
      quick: { type: "boolean", default: false },
      check: { type: "boolean", default: false },
      only: { type: "string", default: "" },
      "driver-only": { type: "boolean", default: false },
    },
  });
  const { check, json, only, quick, "driver-only": driverOnly } = values;
  if (check && quick) throw new Error("--check asks about times, and --quick says nothing about them");
  return { json, quick, check, only, driverOnly };
};

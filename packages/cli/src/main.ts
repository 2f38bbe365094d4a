import process from "node:process";
import { processIo } from "./processIo.ts";
import { run } from "./run.ts";

/** Runs one command line in this process and ends the process with its exit code, after everything was written. */
export const main = async (args: ReadonlyArray<string>): Promise<never> => {
  const exitCode = await run(processIo(args));
  return process.exit(exitCode);
};

import { run } from "@planwright/cli";
import type { Launch } from "./CommandLineDriver.ts";

const nothing = async function* (): AsyncGenerator<Uint8Array> {};

const collect = () => {
  const texts: Array<string> = [];
  return {
    output: {
      write: async (text: string) => {
        texts.push(text);
        return true;
      },
      isTerminal: false,
      columns: () => undefined,
    },
    text: () => texts.join(""),
  };
};

/**
 * Runs the program's own `run` in this process: everything but the bundle, the check of Node's version and the process
 * itself. Each run opens the ledger anew and closes it.
 */
export const launchHere: Launch = async (args, env, cwd) => {
  const stdout = collect();
  const stderr = collect();
  const exitCode = await run({
    args,
    env,
    cwd,
    stdin: { isTerminal: false, bytes: nothing },
    stdout: stdout.output,
    stderr: stderr.output,
    login: () => "scenario",
  });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
};

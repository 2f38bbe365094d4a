import { beginRun } from "./beginRun.ts";
import { runHere } from "./Run.ts";

let begun: Promise<string> | undefined;

/**
 * The URL of the server of this run, of its database `postgres`. The programs that start the tests begin the run; a
 * process outside of one begins its own, which ends with it.
 */
export const testServer = async (): Promise<string> => {
  const here = runHere();
  if (here !== undefined) return here.url;
  begun ??= beginRun().then(({ url }) => url);
  return begun;
};

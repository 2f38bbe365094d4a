// For vitest: one server for all its workers, however many projects ask for it. It ends when they have ended.
import { beginRun } from "./beginRun.ts";
import { runHere } from "./Run.ts";

/** Begins the run, and answers with what ends it. */
export const setup = async (): Promise<() => Promise<void>> => {
  const begins = runHere() === undefined;
  const { end, version } = await beginRun();
  if (begins) console.error(`PostgreSQL ${version}`);
  return end;
};

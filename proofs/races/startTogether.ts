import process from "node:process";
import type { Answer, Command } from "../history/Call.ts";
import type { Pool } from "../processes/Pool.ts";

/** Long enough for an order to reach every process before its instant. */
const AHEAD_NANOS = 3_000_000n;

/** Gives each process its commands, which all of them begin with at the same instant; a command without a plan is left out. */
export const startTogether = (
  pool: Pool,
  commands: ReadonlyArray<ReadonlyArray<Command>>,
): Promise<ReadonlyArray<ReadonlyArray<Answer | null>>> => {
  const at = (process.hrtime.bigint() + AHEAD_NANOS).toString();
  return pool.all(
    (process_) => ({ order: "carry out", commands: commands[process_] ?? [], at }),
    commands.length,
  );
};

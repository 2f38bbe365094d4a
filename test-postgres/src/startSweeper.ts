import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { URL_VARIABLE } from "./Run.ts";

/** What drops the databases of a run when we end, or before. */
export interface Sweeper {
  /** Does it now, and answers when they are gone; fails when they are not, and the reason is on standard error. */
  readonly sweep: () => Promise<void>;
}

const program = fileURLToPath(
  new URL(import.meta.url.endsWith(".ts") ? "./sweep.ts" : "./sweep.js", import.meta.url),
);

/** Starts the process that leaves a server of somebody else as it was, however this one ends. */
export const startSweeper = (url: string, prefix: string): Sweeper => {
  const child = spawn(process.execPath, [program, prefix], {
    detached: true,
    stdio: ["pipe", "ignore", "inherit"],
    env: { ...process.env, [URL_VARIABLE]: url },
  });
  child.unref();
  const ended = once(child, "exit");
  // It is waited for only in `sweep`; until then nobody is there to hear of it.
  ended.catch(() => {});
  return {
    sweep: async () => {
      child.ref();
      child.stdin.end();
      const [code] = await ended;
      if (code !== 0) throw new Error(`The databases of the run (${prefix}...) could not be dropped.`);
    },
  };
};

import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../programs/holdLock.ts", import.meta.url));

/** Another process that has the write lock of a file. */
export interface Held {
  readonly release: () => Promise<void>;
}

/** Starts one, and answers when it has the lock. */
export const holdLock = async (file: string): Promise<Held> => {
  const args = ["--disable-warning=ExperimentalWarning", PROGRAM, file];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return {
    release: async () => {
      const ended = once(child, "exit");
      child.stdin.end();
      await ended;
    },
  };
};

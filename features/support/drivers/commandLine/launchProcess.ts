import { spawn } from "node:child_process";
import process from "node:process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Launch } from "./CommandLineDriver.ts";

const program = fileURLToPath(new URL("../../../../packages/cli/bin/planwright.js", import.meta.url));

/** Starts the built program in a process of its own. */
export const launchProcess: Launch = async (args, env, cwd) => {
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? -1));
  });
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { exitCode, stdout, stderr };
};

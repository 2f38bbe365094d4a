import { spawn } from "node:child_process";
import os from "node:os";
import process from "node:process";
import { seedLine } from "../seed.ts";
import type { Step } from "./steps.ts";

/** Runs one step in full view, with more arguments for its program, and answers with its exit code. */
export const runOne = (step: Step, root: string, args: ReadonlyArray<string>): Promise<number> =>
  new Promise((resolve, reject) => {
    const [program, ...given] = step.command;
    // vitest says it itself, whoever starts it
    if (step.report !== undefined && program !== "vitest") console.error(seedLine);
    const child = spawn(program, [...given, ...args], {
      cwd: `${root}${step.folder ?? ""}`,
      stdio: "inherit",
    });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => child.kill(signal));
    child.on("error", reject);
    child.on("close", (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : os.constants.signals[signal])),
    );
  });

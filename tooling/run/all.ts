import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import process from "node:process";
import { seedLine } from "../seed.ts";
import { add, type Count, none } from "./Count.ts";
import { enginesLine } from "./engines.ts";
import { executeStep } from "./executeStep.ts";
import { judge } from "./judge.ts";
import type { Step } from "./steps.ts";

/** Undefined when the step should have written a report and did not, null when it has no tests. */
const reportOf = ({ report }: Step): Count | undefined | null => {
  if (report === undefined) return null;
  return existsSync(report.file) ? report.count(readFileSync(report.file, "utf8")) : undefined;
};

/** A line for each part of a report, below the line of its step. */
const partLines = ({ report }: Step): ReadonlyArray<string> =>
  report?.parts === undefined || !existsSync(report.file)
    ? []
    : report
        .parts(readFileSync(report.file, "utf8"))
        .map(({ count, name }) => `  ${name.padEnd(24)} ${count.passed} passed, ${count.failed} failed`);

/** Adds the tests that a step ran to the sum for each engine; tests on PostgreSQL under its version. */
const countEngines = (sums: Map<string, number>, { postgres, report }: Step, version: string): void => {
  if (report === undefined || !existsSync(report.file)) return;
  for (const engines of report.engines(readFileSync(report.file, "utf8")))
    for (const engine of engines) {
      const name = engine === "PostgreSQL" ? `${engine} ${postgres?.version ?? version}` : engine;
      sums.set(name, (sums.get(name) ?? 0) + 1);
    }
};

/** How a run of several steps goes. */
export interface Course {
  /** The checkout, with a slash at the end. */
  readonly root: string;
  /** In milliseconds, for each step. */
  readonly limit: number;
  /** The PostgreSQL that its tests use; undefined when there are none that would. */
  readonly version?: string;
}

/**
 * Runs one step after the other, also after a failure: a line for each, the output of those that failed, how many tests
 * ran on which engine, and as the very last line the sum over all suites. Answers with the exit code.
 */
export const runAll = async (steps: ReadonlyArray<Step>, course: Course): Promise<number> => {
  const { limit, root, version } = course;
  // What an earlier run wrote must not be counted.
  rmSync(`${root}reports`, { recursive: true, force: true });
  mkdirSync(`${root}reports`);
  console.log(seedLine);
  const engines = new Map<string, number>();
  const width = Math.max(14, ...steps.map(({ name }) => name.length + 2));
  let sum = none;
  let failed = false;
  for (const step of steps) {
    process.stdout.write(step.name.padEnd(width));
    const started = performance.now();
    const { code, output, interrupted } = await executeStep(step, root, limit);
    const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`;
    if (interrupted !== undefined) {
      console.log("interrupted");
      return 128 + os.constants.signals[interrupted];
    }
    const { count, problem } = judge(code, reportOf(step));
    const passed = step.report === undefined ? "" : `${count.passed} passed`;
    console.log(
      `${problem === undefined ? "ok" : `FAILED: ${problem}`}  ${seconds.padStart(7)}  ${passed}`.trimEnd(),
    );
    for (const line of partLines(step)) console.log(line);
    if (problem !== undefined) console.log(`\n${output.trimEnd()}\n`);
    sum = add(sum, count);
    failed ||= problem !== undefined;
    if (version !== undefined) countEngines(engines, step, version);
  }
  if (version !== undefined) console.log(enginesLine(engines));
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  return failed ? 1 : 0;
};

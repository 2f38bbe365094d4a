import { type Count, none } from "./Count.ts";

/** What to make of a step: its count, and why it is no success (undefined when it is one). */
export interface Verdict {
  readonly count: Count;
  readonly problem: string | undefined;
}

/**
 * Judges a step by its exit code and its report (undefined: none was written; null: it has no tests).
 * A step that failed without naming a failed test counts as one failed test, so that no failure is left out of the sum.
 */
export const judge = (code: number, report: Count | undefined | null): Verdict => {
  const problem = problemOf(code, report);
  const count = report ?? none;
  return problem !== undefined && count.failed === 0
    ? { count: { ...count, failed: 1 }, problem }
    : { count, problem };
};

const problemOf = (code: number, report: Count | undefined | null): string | undefined => {
  if (report === undefined) return "wrote no report";
  if (report !== null && report.failed > 0) return `${report.failed} failed`;
  if (code !== 0) return `ended with ${code}`;
  if (report === null) return undefined;
  if (report.skipped > 0) return `${report.skipped} skipped`;
  return report.passed === 0 ? "ran no test" : undefined;
};

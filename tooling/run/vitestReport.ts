import type { Count } from "./Count.ts";

interface Report {
  readonly testResults: ReadonlyArray<{
    readonly assertionResults: ReadonlyArray<{ readonly status: string }>;
  }>;
}

/** Reads what vitest's `json` reporter wrote: every test by itself, so that nothing but passed counts as passed. */
export const countVitest = (text: string): Count => {
  const report = JSON.parse(text) as Report;
  const statuses = report.testResults.flatMap((file) => file.assertionResults.map((test) => test.status));
  const passed = statuses.filter((status) => status === "passed").length;
  const failed = statuses.filter((status) => status === "failed").length;
  return { passed, failed, skipped: statuses.length - passed - failed };
};

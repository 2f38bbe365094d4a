import type { Count } from "./Count.ts";
import { type Engine, enginesOf } from "./engines.ts";

interface Report {
  readonly testResults: ReadonlyArray<{
    readonly name: string;
    readonly assertionResults: ReadonlyArray<{
      readonly status: string;
      readonly ancestorTitles: ReadonlyArray<string>;
    }>;
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

/** For each test that ran, the engines that it ran on; `root` is the checkout, with a slash at the end. */
export const enginesOfVitest = (text: string, root: string): ReadonlyArray<ReadonlyArray<Engine>> => {
  const report = JSON.parse(text) as Report;
  return report.testResults.flatMap(({ assertionResults, name }) =>
    assertionResults
      .filter(({ status }) => status === "passed" || status === "failed")
      .map(({ ancestorTitles }) => enginesOf(name.replace(root, ""), ancestorTitles)),
  );
};

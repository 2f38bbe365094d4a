/** What a suite says about itself. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
  /** Tests that exist and did not run; a run with one of them is not a success. */
  readonly skipped: number;
}

export const none: Count = { passed: 0, failed: 0, skipped: 0 };

export const add = (a: Count, b: Count): Count => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

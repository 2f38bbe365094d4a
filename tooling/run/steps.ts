import type { Count } from "./Count.ts";
import { countCucumber, type Part, partsOfCucumber } from "./cucumberReport.ts";
import { countVitest } from "./vitestReport.ts";

/** One thing that `npm test` or `npm run check` does. */
export interface Step {
  readonly name: string;
  /** A program and its arguments, started at the root of the checkout unless `folder` says otherwise. */
  readonly command: readonly [string, ...ReadonlyArray<string>];
  readonly folder?: string;
  /** A step with tests writes a report and is counted by it. */
  readonly report?: {
    readonly file: string;
    readonly count: (text: string) => Count;
    /** What the report consists of, where it is worth telling. */
    readonly parts?: (text: string) => ReadonlyArray<Part>;
  };
}

/** All steps; `root` is the checkout, with a slash at the end. */
export const stepsOf = (root: string) => {
  const vitest = (name: string, ...args: ReadonlyArray<string>): Step => {
    const file = `${root}reports/${name}.json`;
    return {
      name,
      command: [
        "vitest",
        "run",
        ...args,
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${file}`,
      ],
      report: { file, count: countVitest },
    };
  };
  const unit = ["--root", root, "--config", `${root}tooling/vitest.config.ts`];
  const scenarios = `${root}reports/features.ndjson`;
  return {
    format: { name: "format", command: ["biome", "check", "--error-on-warnings", "."] },
    lint: {
      name: "lint",
      command: ["oxlint", "--type-aware", "--deny-warnings", "--report-unused-disable-directives", "."],
    },
    types: { name: "types", command: ["tsc", "-b"] },
    effects: {
      name: "effects",
      command: [
        "effect-tsgo",
        "diagnostics",
        "--project",
        `${root}tooling/effects.tsconfig.json`,
        "--strict",
        "--severity",
        "error,warning",
        "--format",
        "text",
      ],
    },
    /** The part of the unit tests that belongs to `check`. */
    architecture: vitest("architecture", ...unit, "--project", "tooling", "test/architecture"),
    unit: vitest("unit", ...unit),
    features: {
      name: "features",
      folder: "features",
      command: ["node", "--conditions=@planwright/source", "run/main.ts", "--report", scenarios],
      report: { file: scenarios, count: countCucumber, parts: partsOfCucumber },
    },
    e2e: vitest("e2e", "--config", `${root}tooling/vitest.e2e.config.ts`),
  } satisfies Record<string, Step>;
};

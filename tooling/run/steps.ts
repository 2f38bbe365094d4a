import type { Installation } from "@planwright/test-postgres";
import type { Count } from "./Count.ts";
import { countCucumber, enginesOfCucumber, type Part, partsOfCucumber } from "./cucumberReport.ts";
import type { Engine } from "./engines.ts";
import { countVitest, enginesOfVitest } from "./vitestReport.ts";

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
    /** For each test that ran, what it ran on. */
    readonly engines: (text: string) => ReadonlyArray<ReadonlyArray<Engine>>;
  };
  /** Another PostgreSQL than that of the run, for this step alone. */
  readonly postgres?: Installation;
}

const vitest = (root: string, name: string, ...args: ReadonlyArray<string>): Step => {
  const file = `${root}reports/${name.replaceAll(" ", "-")}.json`;
  return {
    name,
    command: ["vitest", "run", ...args, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
    report: { file, count: countVitest, engines: (text) => enginesOfVitest(text, root) },
  };
};

const unit = (root: string) => ["--root", root, "--config", `${root}tooling/vitest.config.ts`];

/** All steps; `root` is the checkout, with a slash at the end. */
export const stepsOf = (root: string) => {
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
    architecture: vitest(root, "architecture", ...unit(root), "--project", "tooling", "test/architecture"),
    unit: vitest(root, "unit", ...unit(root)),
    features: {
      name: "features",
      folder: "features",
      command: ["node", "--conditions=@planwright/source", "run/main.ts", "--report", scenarios],
      report: {
        file: scenarios,
        count: countCucumber,
        parts: partsOfCucumber,
        engines: enginesOfCucumber,
      },
    },
    proofs: vitest(root, "proofs", "--config", `${root}tooling/vitest.proofs.config.ts`),
    e2e: vitest(root, "e2e", "--config", `${root}tooling/vitest.e2e.config.ts`),
  } satisfies Record<string, Step>;
};

/** The tests of PostgreSQL in the packages that speak to it, those with its name in their path, on another version. */
export const unitOn = (root: string, postgres: Installation): Step => {
  const projects = ["migrations", "persistence"].flatMap((name) => ["--project", name]);
  return {
    ...vitest(root, `unit on postgresql ${postgres.major}`, ...unit(root), ...projects, "postgres"),
    postgres,
  };
};

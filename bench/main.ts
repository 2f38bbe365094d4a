// Measures what users do against the raw driver, starts of the program against Node alone, claims per second against the
// bare statement, or how costs grow with the ledger:
// `npm run bench -- [--growth] [--quick | --check] [--store sqlite|postgresql] [--driver-only] [--only NAME] [--json FILE]`;
// docs/performance.md says what is compared with what.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { missedGrowth } from "./growth/GrowthReport.ts";
import { growAll } from "./growth/growAll.ts";
import { missedGoals } from "./measure/Report.ts";
import { measureAll } from "./measureAll.ts";
import { type Options, readOptions } from "./options.ts";
import { growthText } from "./print/growthText.ts";
import { reportText } from "./print/reportText.ts";

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const progress = (what: string): void => say(`${what} ...`);

/** What came out, for people and for machines, with the names of goals that were missed. */
interface Outcome {
  readonly report: unknown;
  readonly text: string;
  readonly missed: ReadonlyArray<string>;
}

const measure = async (folder: string, options: Options): Promise<Outcome> => {
  if (options.growth) {
    const report = await growAll(folder, options, progress);
    return { report, text: growthText(report), missed: missedGrowth(report) };
  }
  const report = await measureAll(folder, options, progress);
  return { report, text: reportText(report), missed: missedGoals(report) };
};

/** Measures, prints, and answers with the exit code. */
const run = async (options: Options): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), "planwright-bench-"));
  try {
    const { missed, report, text } = await measure(folder, options);
    process.stdout.write(text);
    if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
    if (missed.length > 0) say(`not within the goal: ${missed.join("; ")}`);
    return options.check && missed.length > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const options = readOptions(process.argv.slice(2));
if ("problem" in options) {
  say(options.problem);
  process.exitCode = 2;
} else {
  process.exitCode = await run(options);
}

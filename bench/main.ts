// Measures what users do against the raw driver, and starts of the program against Node alone:
// `npm run bench -- [--quick | --check] [--driver-only] [--only NAME] [--json FILE]`; docs/performance.md says what is
// compared with what.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { missedGoals } from "./measure/Report.ts";
import { measureAll } from "./measureAll.ts";
import { type Options, readOptions } from "./options.ts";
import { reportText } from "./print/reportText.ts";

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Measures, prints, and answers with the exit code. */
const run = async (options: Options): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), "planwright-bench-"));
  try {
    const report = await measureAll(folder, options, (what) => say(`${what} ...`));
    process.stdout.write(reportText(report));
    if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
    const missed = missedGoals(report);
    if (missed.length > 0) say(`not within the goal: ${missed.join(", ")}`);
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

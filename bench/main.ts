// Measures what users do against the raw driver, and starts of the program against Node alone:
// `npm run bench -- [--quick | --check] [--driver-only] [--only NAME] [--json FILE]`; docs/performance.md says what is
// compared with what.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { missedGoals } from "./measure/Report.ts";
import { measureAll } from "./measureAll.ts";
import { readOptions } from "./options.ts";
import { reportText } from "./print/reportText.ts";

const options = readOptions(process.argv.slice(2));
const say = (what: string): void => {
  process.stderr.write(`${what} ...\n`);
};
const folder = mkdtempSync(join(tmpdir(), "planwright-bench-"));
try {
  const report = await measureAll(folder, options, say);
  process.stdout.write(reportText(report));
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  const missed = missedGoals(report);
  if (missed.length > 0) process.stderr.write(`not within the goal: ${missed.join(", ")}\n`);
  process.exitCode = options.check && missed.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

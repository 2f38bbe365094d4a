// `node run/main.ts [--only COMBINATION]... [--report FILE] [-- arguments for Cucumber]`: every scenario, once for each
// combination of a front end and a store.
import { appendFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { loadConfiguration, loadSupport, runCucumber } from "@cucumber/cucumber/api";
import { UNSUPPORTED } from "../support/unsupported.ts";
import { readOptions } from "./options.ts";
import { Tally } from "./Tally.ts";

const { combinations, cucumber, report } = readOptions(process.argv.slice(2));
/** Each scenario has a ledger of its own, so that nothing stands in the way of running several at a time. */
const parallel = Math.min(availableParallelism(), 8);
const environment = { cwd: fileURLToPath(new URL("..", import.meta.url)) };
const { runConfiguration } = await loadConfiguration({ provided: [...cucumber] }, environment);
const support = await loadSupport(runConfiguration, environment);
if (report !== undefined) writeFileSync(report, "");

const keep = (message: unknown): void => {
  if (report !== undefined) appendFileSync(report, `${JSON.stringify(message)}\n`);
};

/** Problems of the run itself, each a sentence. */
const problems: Array<string> = [];
const lines: Array<string> = [];

for (const { name } of combinations) {
  const tally = new Tally(name);
  const started = performance.now();
  process.stdout.write(`\n${name}\n`);
  keep({ combination: name });
  const runtime = { ...runConfiguration.runtime, parallel, worldParameters: { combination: name } };
  await runCucumber({ ...runConfiguration, support, runtime }, environment, (message) => {
    tally.note(message);
    keep(message);
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  lines.push(`${name.padEnd(24)} ${tally.passed} passed, ${tally.failed} failed, ${seconds} s`);
  for (const entry of UNSUPPORTED.filter(({ combination }) => combination === name)) {
    const count = tally.met.get(entry) ?? 0;
    lines.push(`  ${count} of them up to what it lacks: ${entry.ability} (${entry.reason})`);
    if (count === 0 && cucumber.length === 0)
      problems.push(`no scenario has the tag @${entry.ability}, so nothing shows that ${name} lacks it`);
  }
  problems.push(...[...tally.unknownTags].map((tag) => `${tag} means nothing; see support/tags.ts`));
  if (tally.failed > 0) problems.push(`${tally.failed} failed behind ${name}`);
  if (tally.passed === 0 && tally.failed === 0) problems.push(`no scenario ran behind ${name}`);
}

process.stdout.write(`\n${lines.join("\n")}\n`);
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;

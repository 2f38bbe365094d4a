// `node tooling/run/main.ts check | test | soak` runs many steps and sums them up;
// `node tooling/run/main.ts <step> [arguments]` runs one in full view.
import { mkdirSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { runAll } from "./all.ts";
import { runOne } from "./one.ts";
import { type Step, stepsOf } from "./steps.ts";
import { withPostgres } from "./withPostgres.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const steps = stepsOf(root);
const checks = [steps.format, steps.lint, steps.types, steps.effects];

/** A hung suite must not hang whoever waits for it. */
const limit = 15 * 60_000;

/** Everything with tests, with one server for all of it. */
const test = (before: ReadonlyArray<Step>, each: number): Promise<number> =>
  withPostgres(root, ({ others, version }) =>
    runAll([...before, steps.unit, ...others, steps.features, steps.proofs, steps.e2e], {
      root,
      limit: each,
      version,
    }),
  );

const run = (task: string, args: ReadonlyArray<string>): Promise<number> => {
  if (task === "check") return runAll([...checks, steps.architecture], { root, limit });
  if (task === "test") return test(checks, limit);
  if (task === "soak") {
    // The same tests at full length; they take the time they take.
    process.env.PLANWRIGHT_TEST_SOAK = "1";
    return test([], 2 ** 31 - 1);
  }
  const step: Step | undefined = Object.values(steps).find(({ name }) => name === task);
  if (step === undefined) throw new Error(`there is no task ${task}`);
  mkdirSync(`${root}reports`, { recursive: true });
  return runOne(step, root, args);
};

const [task = "test", ...args] = process.argv.slice(2);
// Set, not called: what was written leaves before the process does.
process.exitCode = await run(task, args);

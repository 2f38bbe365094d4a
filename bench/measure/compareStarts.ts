import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PlanId } from "@planwright/domain";
import type { Sizes } from "../Sizes.ts";
import type { EngineName } from "./Arena.ts";
import type { Measured, Unmeasured } from "./Measured.ts";
import { figureOf } from "./statistics.ts";

/** One way to start the program, and how much longer than Node alone it may take. */
export interface Start {
  /** The engine of the ledger; null for a start that needs none. */
  readonly engine: EngineName | null;
  readonly name: string;
  readonly goal: number;
  readonly args: ReadonlyArray<string>;
}

/** One start: how long it took in milliseconds, or what went wrong. */
type Started = { readonly millis: number } | { readonly problem: string };

/** The program as it is published: what it runs is the bundle beside it. */
const BIN = fileURLToPath(new URL("../../packages/cli/bin/planwright.js", import.meta.url));

/** A start that needs no ledger; the goal is the project's own. */
export const VERSION: Start = {
  engine: null,
  name: "start: --version",
  goal: 3,
  args: [BIN, "--version"],
};

/** A start on the ledger of an engine; the goal is the project's own. */
export const statusOf = (plan: PlanId, engine: EngineName): Start => ({
  engine,
  name: "start: plan status ID",
  goal: 6,
  args: [BIN, "plan", "status", plan],
});

/** The folders of a user who has started the program before: Node keeps its compile cache in the temporary folder. */
const surroundings = (url: string, folder: string): NodeJS.ProcessEnv => {
  const home = join(folder, "home");
  mkdirSync(home, { recursive: true });
  return { PATH: process.env.PATH, HOME: home, TMPDIR: home, PLANWRIGHT_DATABASE_URL: url };
};

const startNode = (args: ReadonlyArray<string>, env: NodeJS.ProcessEnv): Started => {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: "utf8" });
  const millis = performance.now() - started;
  return status === 0 ? { millis } : { problem: stderr };
};

/** The line of a program's complaint that says what is wrong: Node's own come after the place in its sources. */
const firstLine = (complaint: string): string =>
  (/^.*Error.*$/m.exec(complaint) ?? /^.+$/m.exec(complaint))?.[0] ?? "it failed without a word";

const timeOf = (started: Started): number => {
  if ("millis" in started) return started.millis;
  throw new Error(`a program that had started before does not: ${started.problem}`);
};

/** What came out of starts: what was measured, and what cannot be started. */
export interface StartsCompared {
  readonly measured: ReadonlyArray<Measured>;
  readonly unmeasured: ReadonlyArray<Unmeasured>;
}

/**
 * Measures starts of the published program, its compile cache warm, against `node -e 0` of the same Node: one run of each
 * after the other, as often as asked. A start that fails at once is not measured, and that is said.
 */
export const compareStarts = (
  url: string,
  folder: string,
  wanted: ReadonlyArray<Start>,
  { starts, warmups }: Sizes,
): StartsCompared => {
  if (wanted.length === 0) return { measured: [], unmeasured: [] };
  const env = surroundings(url, folder);
  const unmeasured: Array<Unmeasured> = [];
  const subjects = wanted.filter(({ args, engine, goal, name }) => {
    const first = startNode(args, env);
    if ("millis" in first) return true;
    unmeasured.push({ engine, name, goal, why: firstLine(first.problem) });
    return false;
  });
  const rounds = Array.from({ length: warmups + starts }, () => ({
    node: timeOf(startNode(["-e", "0"], env)),
    each: subjects.map(({ args }) => timeOf(startNode(args, env))),
  })).slice(warmups);
  const measured = subjects.map(({ engine, goal, name }, index): Measured => {
    const timed = rounds.map(({ each, node }) => ({ ours: each[index] ?? Number.NaN, theirs: node }));
    return {
      engine,
      name,
      against: "node -e 0",
      goal,
      ratio: figureOf(timed.map(({ ours, theirs }) => ours / theirs)),
      ours: figureOf(timed.map(({ ours }) => ours)),
      theirs: figureOf(timed.map(({ theirs }) => theirs)),
      pipelinedRatio: null,
      statements: null,
      transactions: null,
    };
  });
  return { measured, unmeasured };
};

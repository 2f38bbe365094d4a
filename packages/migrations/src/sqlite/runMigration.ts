import type Database from "better-sqlite3";
import type { Migration, Step } from "../chain/Migration.ts";
import { millisSince } from "../chain/time.ts";
import { MigrationError } from "../MigrationError.ts";
import type { OnProgress } from "../Progress.ts";
import { classify } from "./classify.ts";
import type { StepCode } from "./steps/StepCode.ts";

/** What a run of migrations carries along. */
export interface Run {
  readonly database: Database.Database;
  readonly codes: ReadonlyMap<string, StepCode>;
  readonly location: string;
  readonly onProgress: OnProgress;
}

const runStep = ({ database, codes }: Run, step: Step): number => {
  if (step._tag === "Sql") {
    database.exec(step.sql);
    return 0;
  }
  const code = codes.get(step.name);
  if (code === undefined) throw new Error(`there is no code for ${step.name}`);
  return code.run(database, step.sql);
};

const failure = ({ location }: Run, migration: string, step: string, cause: unknown): MigrationError => {
  if (cause instanceof MigrationError) return cause;
  const what = cause instanceof Error ? cause.message : String(cause);
  const reason = classify(cause) ?? ({ _tag: "StepFailed", migration, step, what } as const);
  return new MigrationError({ reason, location, cause });
};

/** Runs the steps of one migration inside the caller's transaction; answers with the number of rows carried or changed. */
export const runMigration = (run: Run, migration: Migration): number => {
  const { name, steps } = migration;
  let total = 0;
  for (const [index, step] of steps.entries()) {
    run.onProgress({
      _tag: "StepStarted",
      migration: name,
      step: step.description,
      position: index + 1,
      of: steps.length,
    });
    const started = performance.now();
    let rows: number;
    try {
      rows = runStep(run, step);
    } catch (cause) {
      throw failure(run, name, step.description, cause);
    }
    run.onProgress({
      _tag: "StepFinished",
      migration: name,
      step: step.description,
      rows,
      durationMillis: millisSince(started),
    });
    total += rows;
  }
  return total;
};

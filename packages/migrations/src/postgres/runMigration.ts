import type { Migration, Step } from "../chain/Migration.ts";
import { millisSince } from "../chain/time.ts";
import { MigrationError } from "../MigrationError.ts";
import type { OnProgress } from "../Progress.ts";
import type { Chain } from "./chain.ts";
import { classify } from "./classify.ts";
import type { Place } from "./place.ts";

/** What a run of migrations carries along. */
export interface Run {
  readonly place: Place;
  readonly codes: Chain["codes"];
  readonly onProgress: OnProgress;
}

const runStep = async ({ place, codes }: Run, step: Step): Promise<number> => {
  if (step._tag === "Sql") {
    await place.client.query(step.sql);
    return 0;
  }
  const code = codes.get(step.name);
  if (code === undefined) throw new Error(`there is no code for ${step.name}`);
  return code.run(place, step.sql);
};

/** What a failure within a step of a run is told as. */
export const stepFailure = (
  location: string,
  migration: string,
  step: string,
  cause: unknown,
): MigrationError => {
  if (cause instanceof MigrationError) return cause;
  const what = cause instanceof Error ? cause.message : String(cause);
  const reason = classify(cause) ?? ({ _tag: "StepFailed", migration, step, what } as const);
  return new MigrationError({ reason, location, cause });
};

/** Runs the steps of one migration inside the caller's transaction; answers with the number of rows carried or changed. */
export const runMigration = async (run: Run, { name, steps }: Migration): Promise<number> => {
  let total = 0;
  for (const [index, step] of steps.entries()) {
    const at = { migration: name, step: step.description };
    run.onProgress({ _tag: "StepStarted", ...at, position: index + 1, of: steps.length });
    const started = performance.now();
    const rows = await runStep(run, step).catch((cause: unknown) => {
      throw stepFailure(run.place.location, name, step.description, cause);
    });
    run.onProgress({ _tag: "StepFinished", ...at, rows, durationMillis: millisSince(started) });
    total += rows;
  }
  return total;
};

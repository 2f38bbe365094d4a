import { type Installation, startServer } from "@planwright/test-postgres";
import { type Ended, execute } from "./execute.ts";
import type { Step } from "./steps.ts";

const onServer = async (
  { bin }: Installation,
  run: (env: NodeJS.ProcessEnv) => Promise<Ended>,
): Promise<Ended> => {
  try {
    await using server = await startServer({ binaries: bin });
    // Without the prefix of this run, the step is a run of its own.
    return await run({
      PLANWRIGHT_TEST_POSTGRES_URL: server.url,
      PLANWRIGHT_TEST_POSTGRES_PREFIX: undefined,
    });
  } catch (error) {
    return { code: 1, output: String(error), interrupted: undefined };
  }
};

/** Runs a step to its end, with the PostgreSQL that it asks for; one that does not start is a failure of the step. */
export const executeStep = (step: Step, root: string, limit: number): Promise<Ended> => {
  const run = (env: NodeJS.ProcessEnv) => execute(step.command, `${root}${step.folder ?? ""}`, limit, env);
  return step.postgres === undefined ? run({}) : onServer(step.postgres, run);
};

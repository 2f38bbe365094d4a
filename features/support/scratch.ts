import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import process from "node:process";

const IN_MEMORY = "/dev/shm";

/**
 * Where ledgers of scenarios are kept until the scenario ends: files like any other, in memory where the system has a
 * place for that (a busy disk takes most of the time otherwise) and nobody has said where temporary files belong.
 */
export const scratch = (): string =>
  process.env.TMPDIR === undefined && existsSync(IN_MEMORY) ? IN_MEMORY : tmpdir();

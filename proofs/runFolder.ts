// For vitest: one folder for all that a run of the proofs puts on the disk, gone with the run however it ends.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

const VARIABLE = "PLANWRIGHT_PROOFS_FOLDER";

/** Makes the folder, and answers with what removes it; an interrupted run removes it on its way out. */
export const setup = (): (() => void) => {
  const folder = mkdtempSync(join(tmpdir(), "planwright-proofs-"));
  process.env[VARIABLE] = folder;
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  return remove;
};

/** A new folder in that of the run; outside of a run one of its own. */
export const newFolder = (): string =>
  mkdtempSync(join(process.env[VARIABLE] ?? tmpdir(), "planwright-proofs-"));

import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { makeFolders } from "@planwright/migrations";
import type { Io } from "../Io.ts";
import { stateFolder } from "../ledger/ledgerPlace.ts";

/** Makes a new folder of its own among the user's state, readable by nobody else: `quickstart-20260131-120000-x7Kf2a`. */
export const makeFolder = (io: Io, nowMillis: number): string => {
  const state = stateFolder(io);
  makeFolders(state);
  const stamp = new Date(nowMillis).toISOString().slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "-");
  return mkdtempSync(join(state, `quickstart-${stamp}-`));
};

import type { UpResult } from "../chain/UpResult.ts";
import { connect, createFile, look } from "./connect.ts";
import { fileKind } from "./fileKind.ts";
import { preflight, type UpOptions, up } from "./up.ts";
import { turnOnWriteAheadLog } from "./writeAheadLog.ts";

/** `up` on a file, which is looked at read-only first, so that a refusal leaves every byte as it was; makes the file when there is none. */
export const upFile = (file: string, options: UpOptions): UpResult => {
  if (fileKind(file) === "missing") createFile(file);
  else look(file, (database) => preflight(database, file, options));
  const database = connect(file);
  try {
    const result = up(database, file, options);
    if (result.current) turnOnWriteAheadLog(database);
    return result;
  } finally {
    database.close();
  }
};

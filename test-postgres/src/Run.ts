import { randomBytes } from "node:crypto";
import process from "node:process";

/** Names the server of a run: set by people who bring their own, and by whoever starts one for all processes of a run. */
export const URL_VARIABLE = "PLANWRIGHT_TEST_POSTGRES_URL";

/** What every database of a run is called first; handed to all processes of the run. */
export const PREFIX_VARIABLE = "PLANWRIGHT_TEST_POSTGRES_PREFIX";

/** The beginning of the names of databases of a run that is just beginning; nobody can guess it. */
export const drawPrefix = (): string => `pw_test_${randomBytes(6).toString("hex")}_`;

/** The run that this process belongs to, when somebody has begun one. */
export const runHere = (): { readonly url: string; readonly prefix: string } | undefined => {
  const url = process.env[URL_VARIABLE];
  const prefix = process.env[PREFIX_VARIABLE];
  if (url === undefined || url === "" || prefix === undefined) return undefined;
  if (!/^[a-z][a-z0-9_]{3,30}$/.test(prefix))
    throw new Error(
      `${PREFIX_VARIABLE} is for the programs that start tests; "${prefix}" is none of theirs.`,
    );
  return { url, prefix };
};

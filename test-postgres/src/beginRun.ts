import process from "node:process";
import { versionOf } from "./admin.ts";
import { drawPrefix, PREFIX_VARIABLE, runHere, URL_VARIABLE } from "./Run.ts";
import { startServer } from "./startServer.ts";
import { startSweeper } from "./startSweeper.ts";

/** The server of a run. */
export interface SharedServer {
  readonly url: string;
  /** As in `18.4`. */
  readonly version: string;
  /** For those who began the run: ends it, so that no server and no database of it is left. Does nothing for others. */
  readonly end: () => Promise<void>;
}

/** Hands the run to this process and those that it starts, until it ends. */
const enter = (url: string, version: string, prefix: string, end: () => Promise<void>): SharedServer => {
  const before = process.env[URL_VARIABLE];
  process.env[URL_VARIABLE] = url;
  process.env[PREFIX_VARIABLE] = prefix;
  return {
    url,
    version,
    end: async () => {
      delete process.env[PREFIX_VARIABLE];
      if (before === undefined) delete process.env[URL_VARIABLE];
      else process.env[URL_VARIABLE] = before;
      await end();
    },
  };
};

/**
 * Begins a run: from here on this process and those that it starts use one server, the one of
 * PLANWRIGHT_TEST_POSTGRES_URL where that is set, and otherwise one that is started now. Within a run it begins nothing.
 */
export const beginRun = async (): Promise<SharedServer> => {
  const here = runHere();
  if (here !== undefined) return { url: here.url, version: await versionOf(here.url), end: async () => {} };
  const given = process.env[URL_VARIABLE] ?? "";
  const prefix = drawPrefix();
  if (given === "") {
    const server = await startServer();
    return enter(server.url, server.version, prefix, () => server.remove());
  }
  const version = await versionOf(given);
  const sweeper = startSweeper(given, prefix);
  return enter(given, version, prefix, sweeper.sweep);
};

import { beginRun, type SharedServer, systemServers } from "@planwright/test-postgres";
import { type Step, unitOn } from "./steps.ts";

/** What a run of the tests has found on this machine. */
export interface Found {
  /** The version that its tests use, as `18.4`. */
  readonly version: string;
  /** A step for each other version. */
  readonly others: ReadonlyArray<Step>;
}

const otherSteps = (root: string, version: string): ReadonlyArray<Step> => {
  const majors = new Map(systemServers().map((server) => [server.major, server]));
  majors.delete(Number.parseInt(version, 10));
  return [...majors.values()].map((server) => unitOn(root, server));
};

/** Undefined when there is no server; what is wrong has been said then. */
const begin = async (): Promise<SharedServer | undefined> => {
  try {
    return await beginRun();
  } catch (error) {
    console.error(error);
    console.log("0 passed, 1 failed");
    return undefined;
  }
};

/**
 * Does something with one PostgreSQL server for all processes that it starts, and leaves nothing of it behind.
 * Without a server it does nothing and answers 1: then nothing about PostgreSQL is known, and that is a failure.
 */
export const withPostgres = async (root: string, use: (found: Found) => Promise<number>): Promise<number> => {
  const server = await begin();
  if (server === undefined) return 1;
  try {
    const others = otherSteps(root, server.version);
    console.log(`PostgreSQL ${server.version}`);
    if (others.length === 0) console.log("this machine has no other PostgreSQL, from 14 on, to test with");
    return await use({ version: server.version, others });
  } finally {
    await server.end();
  }
};

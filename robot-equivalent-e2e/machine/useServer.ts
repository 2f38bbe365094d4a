import { connected, type Server, type ServerOptions, startServer } from "@planwright/test-postgres";
import { onTestFinished } from "vitest";
import { Desk } from "../desk/Desk.ts";
import { PostgresStore } from "../desk/stores/PostgresStore.ts";

/** A server that is the test's own: it may be stopped, killed and set up as the test likes. */
export const useServer = async (options?: ServerOptions): Promise<Server> => {
  const server = await startServer(options);
  onTestFinished(() => server.remove());
  return server;
};

/** The URL of another database on the same server, perhaps for somebody else. */
export const urlOn = (server: Server, database: string, user = "planwright"): string => {
  const url = new URL(server.url);
  url.pathname = `/${database}`;
  url.username = user;
  return url.href;
};

/** A desk whose ledger, still without tables, is on that server. */
export const useDeskOn = async (server: Server, database = "ledger"): Promise<Desk> => {
  await connected(server.url, async (client) => {
    await client.query(`CREATE DATABASE ${database}`);
  });
  const desk = new Desk(PostgresStore.at(urlOn(server, database)));
  onTestFinished(() => desk.close());
  return desk;
};

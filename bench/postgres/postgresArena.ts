import { migrate } from "@planwright/migrations";
import { connected } from "@planwright/test-postgres";
import * as Effect from "effect/Effect";
import type { Client } from "pg";
import { fillLedger } from "../ledger/fillLedger.ts";
import { type Ledger, openLedger } from "../ledger/Ledger.ts";
import type { Arena, Sides } from "../measure/Arena.ts";
import { locate, urlOf } from "./places.ts";
import { openAwaiting, openPipelined } from "./RawTwin.ts";
import { type PostgresCall, type Recording, recordCalls } from "./recordCalls.ts";

/** A ledger with the driver's one connection below it. */
export interface PostgresLedger {
  readonly ledger: Ledger;
  readonly client: Client;
}

/** Opens the ledger in a database over one connection, which `onConnection` sees before any statement is prepared on it. */
export const openPostgresLedger = async (
  url: string,
  onConnection: (client: Client) => void = () => {},
): Promise<PostgresLedger> => {
  let connection: Client | undefined;
  const ledger = await openLedger(locate(url), {
    poolSize: 1,
    poolIdleMillis: 0,
    prepare: (handle) =>
      Effect.sync(() => {
        if (handle.engine !== "postgresql-handle")
          throw new TypeError("a server was opened by another engine");
        connection = handle.client;
        onConnection(handle.client);
      }),
  });
  if (connection === undefined) throw new Error("the ledger was opened without a connection");
  return { ledger, client: connection };
};

/** What a connection of the ledger has told the planner, as the options of another one. */
export const optionsOf = async (client: Client): Promise<string> => {
  const { rows } = await client.query<{ readonly name: string; readonly setting: string }>(
    "SELECT name, setting FROM pg_settings WHERE source = 'client' AND category LIKE 'Query Tuning%'",
  );
  return rows.map(({ name, setting }) => `-c ${name}=${setting}`).join(" ");
};

/** Ledgers in databases of a server, which the arena names. */
export const postgresArena = (server: string): Arena<PostgresCall> => {
  const original = urlOf(server, "ledger");
  const copy = async (name: string): Promise<string> => {
    await connected(server, async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${name}`);
      await client.query(`CREATE DATABASE ${name} TEMPLATE ledger`);
    });
    return urlOf(server, name);
  };
  return {
    engine: "PostgreSQL",

    fill: async (sizes) => {
      await connected(server, (client) => client.query("CREATE DATABASE ledger"));
      await Effect.runPromise(migrate(locate(original)));
      const { client, ledger } = await openPostgresLedger(original);
      await client.query("SET synchronous_commit = off");
      const contents = await fillLedger(ledger, sizes);
      await client.query("VACUUM (ANALYZE)");
      await ledger.close();
      return contents;
    },

    openRecorded: async () => {
      let take: Recording["take"] = async () => [];
      const { client, ledger } = await openPostgresLedger(await copy("recorded"), (connection) => {
        take = recordCalls(connection).take;
      });
      return { ledger, setDurable: setDurableOn([client]), take: () => take(), close: ledger.close };
    },

    openSides: async (): Promise<Sides<PostgresCall>> => {
      const url = await copy("ours");
      const { client, ledger } = await openPostgresLedger(url);
      const options = await optionsOf(client);
      const twin = await openAwaiting({ connectionString: await copy("theirs"), options });
      const pipelined = await openPipelined({ connectionString: await copy("pipelined"), options });
      return {
        ledger,
        url,
        twin,
        pipelined,
        setDurable: setDurableOn([client, twin.client, pipelined.client]),
        close: async () => {
          await ledger.close();
          await twin.client.end();
          await pipelined.client.end();
        },
      };
    },
  };
};

const setDurableOn = (clients: ReadonlyArray<Client>) => async (durable: boolean) => {
  for (const client of clients) await client.query(`SET synchronous_commit = ${durable ? "on" : "off"}`);
};

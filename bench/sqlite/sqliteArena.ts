import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { ensureSchema } from "@planwright/migrations";
import type { Database } from "better-sqlite3";
import * as Effect from "effect/Effect";
import { fillLedger } from "../ledger/fillLedger.ts";
import { type Ledger, openLedger } from "../ledger/Ledger.ts";
import type { Arena, Sides } from "../measure/Arena.ts";
import { RawTwin } from "./RawTwin.ts";
import { recordCalls, type SqliteCall } from "./recordCalls.ts";

/** A ledger with the driver's connection below it. */
export interface SqliteLedger {
  readonly ledger: Ledger;
  readonly database: Database;
}

/** Opens the ledger in a file; `onConnection` sees the driver's connection before any statement is prepared on it. */
export const openSqliteLedger = async (
  file: string,
  onConnection: (database: Database) => void = () => {},
): Promise<SqliteLedger> => {
  let connection: Database | undefined;
  const ledger = await openLedger(
    { engine: "sqlite", file },
    {
      prepare: (handle) =>
        Effect.sync(() => {
          if (handle.engine !== "sqlite-handle") throw new TypeError("a file was opened by another engine");
          connection = handle.database;
          onConnection(handle.database);
        }),
    },
  );
  if (connection === undefined) throw new Error("the ledger was opened without a connection");
  return { ledger, database: connection };
};

const setDurable = (database: Database, durable: boolean): void => {
  database.pragma(`synchronous = ${durable ? "FULL" : "OFF"}`);
};

/** Ledgers in files of a folder. */
export const sqliteArena = (folder: string): Arena<SqliteCall> => {
  const original = join(folder, "ledger.db");
  const copy = (name: string): string => {
    const file = join(folder, `${name}.db`);
    copyFileSync(original, file);
    return file;
  };
  return {
    engine: "SQLite",

    fill: async (sizes) => {
      await Effect.runPromise(ensureSchema({ engine: "sqlite", file: original }));
      const { database, ledger } = await openSqliteLedger(original);
      setDurable(database, false);
      const contents = await fillLedger(ledger, sizes);
      await ledger.close();
      return contents;
    },

    openRecorded: async () => {
      let take: () => ReadonlyArray<SqliteCall> = () => [];
      const { database, ledger } = await openSqliteLedger(copy("recorded"), (connection) => {
        take = recordCalls(connection).take;
      });
      return {
        ledger,
        setDurable: (durable) => setDurable(database, durable),
        take: () => take(),
        close: ledger.close,
      };
    },

    openSides: async (): Promise<Sides<SqliteCall>> => {
      const file = copy("ours");
      const { database, ledger } = await openSqliteLedger(file);
      const twin = new RawTwin(copy("theirs"));
      twin.setUpLike(database);
      return {
        ledger,
        url: `sqlite://${file}`,
        twin,
        pipelined: null,
        setDurable: (durable) => {
          setDurable(database, durable);
          setDurable(twin.database, durable);
        },
        close: async () => {
          await ledger.close();
          twin.close();
        },
      };
    },
  };
};

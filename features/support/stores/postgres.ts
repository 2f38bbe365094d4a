import { rm } from "node:fs/promises";
import { Persistence } from "@planwright/persistence";
import { adoptThrough } from "./adopt.ts";
import type { Ledger } from "./Ledger.ts";
import type { PostgresDatabase } from "./PostgresDatabase.ts";

/** A ledger on a server, in a database that nobody else uses meanwhile. */
export const openPostgres = async (folder: string, database: PostgresDatabase): Promise<Ledger> => {
  await database.empty();
  const layer = () => Persistence.layer(database.url);
  return {
    layer,
    manyConnections: true,
    ownClock: true,
    url: database.url,
    folder,
    adopt: adoptThrough(layer),
    damage: (planId, column, text) => database.plant(planId, column, text),
    age: (millis) => database.makeOlder(millis),
    close: () => rm(folder, { recursive: true, force: true }),
  };
};

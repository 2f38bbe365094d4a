import { migrate } from "@planwright/migrations";
import { createDatabase, templateDatabase } from "@planwright/test-postgres";
import * as Effect from "effect/Effect";
import type { Engine } from "./Engine.ts";
import { locationOf } from "./locationOf.ts";

/** PostgreSQL on the server of this run; an empty ledger is a copy of one that the migrations made. */
export const openPostgres = async (): Promise<Engine> => {
  const template = await templateDatabase("proofs", async (url) => {
    await Effect.runPromise(migrate(locationOf(url)));
  });
  return {
    name: "PostgreSQL",
    ownClock: true,
    gaps: true,
    ledger: () => createDatabase({ template }),
    empty: () => createDatabase(),
    // The end of the run removes what is left.
    close: async () => {},
  };
};

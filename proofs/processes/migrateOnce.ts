import { migrate } from "@planwright/migrations";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import { locationOf } from "../ledgers/locationOf.ts";
import type { Migrated } from "./Order.ts";

/** Brings the database under a URL up to date, as `db migrate` does. */
export const migrateOnce = async (url: string): Promise<Migrated> => {
  const exit = await Effect.runPromiseExit(migrate(locationOf(url)));
  return Exit.isSuccess(exit)
    ? { applied: exit.value.applied.map(({ name }) => name), to: exit.value.to }
    : { failed: String(exit.cause) };
};

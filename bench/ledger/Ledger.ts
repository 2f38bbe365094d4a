import { Actions, Plans, UnitOfWork } from "@planwright/domain";
import { Persistence } from "@planwright/persistence";
import type { Database } from "better-sqlite3";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as ManagedRuntime from "effect/ManagedRuntime";

/** A ledger as a service holds it: opened once, asked many times. */
export interface Ledger {
  readonly plans: Plans["Service"];
  readonly actions: Actions["Service"];
  readonly uow: UnitOfWork["Service"];
  /** The driver's connection below it. */
  readonly database: Database;
  readonly close: () => Promise<void>;
}

/** Opens the ledger in a file; `onConnection` sees the driver's connection before any statement is prepared on it. */
export const openLedger = async (
  file: string,
  onConnection: (database: Database) => void = () => {},
): Promise<Ledger> => {
  let connection: Database | undefined;
  const prepare = (database: Database) =>
    Effect.sync(() => {
      connection = database;
      onConnection(database);
    });
  const runtime = ManagedRuntime.make(
    Layer.mergeAll(Plans.layer, Actions.layer).pipe(
      Layer.provideMerge(Persistence.layer({ engine: "sqlite", file }, { prepare })),
    ),
  );
  const [plans, actions, uow] = await runtime.runPromise(Effect.all([Plans, Actions, UnitOfWork]));
  if (connection === undefined) throw new Error("the ledger was opened without a connection");
  return { plans, actions, uow, database: connection, close: () => runtime.dispose() };
};

import { Actions, Plans, UnitOfWork } from "@planwright/domain";
import { type Location, Persistence, type PersistenceOptions } from "@planwright/persistence";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as ManagedRuntime from "effect/ManagedRuntime";

/** A ledger as a service holds it: opened once, asked many times. */
export interface Ledger {
  readonly plans: Plans["Service"];
  readonly actions: Actions["Service"];
  readonly uow: UnitOfWork["Service"];
  readonly close: () => Promise<void>;
}

/** Opens a ledger; `prepare` of the options sees its first connection before any statement is prepared on it. */
export const openLedger = async (where: Location, options: PersistenceOptions = {}): Promise<Ledger> => {
  const runtime = ManagedRuntime.make(
    Layer.mergeAll(Plans.layer, Actions.layer).pipe(Layer.provideMerge(Persistence.layer(where, options))),
  );
  const [plans, actions, uow] = await runtime.runPromise(Effect.all([Plans, Actions, UnitOfWork]));
  return { plans, actions, uow, close: () => runtime.dispose() };
};

import { Actions, Crypto, Plans, UnitOfWork } from "@planwright/domain";
import { nodeCrypto, Persistence } from "@planwright/persistence";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Layer from "effect/Layer";
import * as Scope from "effect/Scope";

/** One connection of one process to a ledger that others use as well. */
export interface Doors {
  readonly plans: Plans["Service"];
  readonly actions: Actions["Service"];
  readonly uow: UnitOfWork["Service"];
  readonly close: () => Promise<void>;
}

/** A store that is not quite what it promises to be; proofs are shown to find it. */
export type Broken = (ledger: UnitOfWork["Service"]) => UnitOfWork["Service"];

/** Opens the ledger under a URL, with real time and randomness. */
export const openDoors = async (url: string, broken: Broken = (ledger) => ledger): Promise<Doors> => {
  const scope = Scope.makeUnsafe();
  const ledger = Layer.effect(UnitOfWork, Effect.map(UnitOfWork, broken)).pipe(
    Layer.provide(Persistence.layer(url)),
  );
  const all = Layer.mergeAll(Plans.layer, Actions.layer).pipe(
    Layer.provideMerge(ledger),
    Layer.provide(Layer.succeed(Crypto, nodeCrypto)),
  );
  const context = await Effect.runPromise(Layer.buildWithScope(all, scope));
  return {
    plans: Context.get(context, Plans),
    actions: Context.get(context, Actions),
    uow: Context.get(context, UnitOfWork),
    close: () => Effect.runPromise(Scope.close(scope, Exit.void)),
  };
};

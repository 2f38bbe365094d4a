import {
  Actions,
  Crypto,
  Plans,
  parseActor,
  type StorageError,
  type Stores,
  UnitOfWork,
} from "@planwright/domain";
import { Persistence, type PersistenceOptions } from "@planwright/persistence";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Layer from "effect/Layer";
import * as Scope from "effect/Scope";

/** What a unit of work does after its use case is done, before it commits. */
export type Then = (stores: Stores) => Effect.Effect<unknown, StorageError>;

/** A ledger as programs have it open: one connection, or pool, for as long as it lives, whatever happens meanwhile. */
export interface OpenLedger {
  readonly plans: Plans["Service"];
  readonly actions: Actions["Service"];
  readonly uow: UnitOfWork["Service"];
  /** The use cases on the same connections, whose writing units of work do something more before they commit. */
  readonly plansThat: (then: Then) => Plans["Service"];
  readonly close: () => Promise<void>;
}

const plansThat = (uow: UnitOfWork["Service"], crypto: Crypto["Service"], then: Then): Plans["Service"] => {
  const longer: UnitOfWork["Service"] = {
    read: uow.read,
    write: (body, options) => uow.write((stores) => Effect.tap(body(stores), then(stores)), options),
  };
  const layer = Plans.layer.pipe(
    Layer.provide([Layer.succeed(UnitOfWork, longer), Layer.succeed(Crypto, crypto)]),
  );
  return Effect.runSync(Effect.provide(Plans, layer));
};

/** Opens the ledger under a URL; rejects with the error of the layer. */
export const openLedger = async (url: string, options: PersistenceOptions = {}): Promise<OpenLedger> => {
  const scope = Scope.makeUnsafe();
  const layer = Layer.mergeAll(Plans.layer, Actions.layer).pipe(
    Layer.provideMerge(Persistence.layer(url, options)),
  );
  try {
    const context = await Effect.runPromise(Layer.buildWithScope(layer, scope));
    const uow = Context.get(context, UnitOfWork);
    return {
      plans: Context.get(context, Plans),
      actions: Context.get(context, Actions),
      uow,
      plansThat: (then) => plansThat(uow, Context.get(context, Crypto), then),
      close: () => Effect.runPromise(Scope.close(scope, Exit.void)),
    };
  } catch (error) {
    await Effect.runPromise(Scope.close(scope, Exit.void));
    throw error;
  }
};

const actor = parseActor("user:proof");
if (actor === undefined) throw new RangeError("no such actor");

/** Who acts. */
export const ACTOR = actor;

/** The action that every plan of these proofs is made from. */
export const ACTION = {
  name: "local/build",
  description: "Builds something",
  definition_of_done: "It is built",
  strategy_actor: "local/strategist",
  execution_actor: "local/executor",
};

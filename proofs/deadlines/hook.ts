import type { Stores, UnitOfWork } from "@planwright/domain";
import * as Effect from "effect/Effect";

/** Calls that a hook sees, of the stores of all units of work that write. */
export interface Hook {
  /** Called before each call of a store, in the unit of work that makes it. */
  beforeCall: () => void;
}

/** Every function of a store, with the hook before it. */
const hooked = <S extends object>(store: S, hook: Hook): S =>
  new Proxy(store, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== "function") return value;
      return (...args: ReadonlyArray<unknown>) =>
        Effect.suspend((): Effect.Effect<unknown, unknown> => {
          hook.beforeCall();
          const made: Effect.Effect<unknown, unknown> = Reflect.apply(value, target, args);
          return made;
        });
    },
  });

const hookedStores = (stores: Stores, hook: Hook): Stores => ({
  ...stores,
  actions: hooked(stores.actions, hook),
  decisions: hooked(stores.decisions, hook),
  events: hooked(stores.events, hook),
  idempotency: hooked(stores.idempotency, hook),
  leases: hooked(stores.leases, hook),
  plans: hooked(stores.plans, hook),
  profiles: hooked(stores.profiles, hook),
  settings: hooked(stores.settings, hook),
  snapshots: hooked(stores.snapshots, hook),
  tree: hooked(stores.tree, hook),
  work: hooked(stores.work, hook),
});

/** A ledger that tells a hook of every call of a store while somebody writes; so time can be stopped between two calls. */
export const withHook =
  (hook: Hook) =>
  (ledger: UnitOfWork["Service"]): UnitOfWork["Service"] => ({
    ...ledger,
    write: (body, options) => ledger.write((stores) => body(hookedStores(stores, hook)), options),
  });

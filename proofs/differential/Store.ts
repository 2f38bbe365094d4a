import { Actions, Crypto, Plans, Profiles, Settings, UnitOfWork } from "@planwright/domain";
import { TestCrypto } from "@planwright/domain/testing";
import * as Clock from "effect/Clock";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Layer from "effect/Layer";
import * as Logger from "effect/Logger";
import * as Scope from "effect/Scope";
import { EventNumbers } from "./EventNumbers.ts";

/** The doors to one ledger. */
export interface Doors {
  readonly plans: Plans["Service"];
  readonly actions: Actions["Service"];
  readonly profiles: Profiles["Service"];
  readonly settings: Settings["Service"];
  /** Beside the use cases: for what has no command, and for looking at the whole ledger. */
  readonly uow: UnitOfWork["Service"];
  /** The id of the event at a place of the log, counted from 1 on. */
  readonly eventId: (place: number) => Effect.Effect<number, unknown>;
}

/** A ledger under comparison, with ids, secrets and time that are the same for all. */
export interface Store {
  readonly name: string;
  /** Its leases live by a clock of its own, so that their instants are nobody else's. */
  readonly ownClock: boolean;
  /** The places of its events, where their ids have gaps; null where they have none. */
  readonly numbers: EventNumbers | null;
  /** Runs something at an instant of the callers' clock (Unix milliseconds). Never rejects. */
  readonly run: <A, E>(at: number, use: (doors: Doors) => Effect.Effect<A, E>) => Promise<Exit.Exit<A, E>>;
  readonly close: () => Promise<void>;
}

/** A ledger that can be opened, empty each time. */
export interface StoreKind {
  readonly name: string;
  readonly ownClock: boolean;
  /** What was rolled back leaves gaps in the ids of events. */
  readonly gaps: boolean;
  readonly layer: Layer.Layer<UnitOfWork, unknown>;
}

/** The time of day is the test's; waiting takes the time that it takes. */
const clockAt = (live: Clock.Clock, at: number): Clock.Clock => ({
  currentTimeMillisUnsafe: () => at,
  currentTimeMillis: Effect.succeed(at),
  currentTimeNanosUnsafe: () => BigInt(at) * 1_000_000n,
  currentTimeNanos: Effect.succeed(BigInt(at) * 1_000_000n),
  monotonicTimeNanosUnsafe: () => live.monotonicTimeNanosUnsafe(),
  monotonicTimeNanos: live.monotonicTimeNanos,
  sleep: (duration) => live.sleep(duration),
});

const doors = Layer.mergeAll(Plans.layer, Actions.layer, Profiles.layer, Settings.layer);

/** Opens an empty ledger whose ids and secrets follow from a seed. */
export const openStore = async ({ gaps, layer, name, ownClock }: StoreKind, seed: number): Promise<Store> => {
  const scope = Scope.makeUnsafe();
  const crypto = Layer.sync(Crypto, () => TestCrypto.make(seed));
  // Adopted texts are damaged on purpose, and what stores log about them has tests of its own.
  const quiet = Logger.layer([]);
  const all = doors.pipe(Layer.provide(crypto), Layer.provideMerge(layer), Layer.provideMerge(quiet));
  const context = await Effect.runPromise(Layer.buildWithScope(all, scope));
  const uow = Context.get(context, UnitOfWork);
  const numbers = gaps ? new EventNumbers(uow) : null;
  const opened: Doors = {
    plans: Context.get(context, Plans),
    actions: Context.get(context, Actions),
    profiles: Context.get(context, Profiles),
    settings: Context.get(context, Settings),
    uow,
    eventId: (place) =>
      numbers === null ? Effect.succeed(place) : Effect.map(numbers.refresh, () => numbers.idAt(place)),
  };
  return {
    name,
    ownClock,
    numbers,
    run: (at, use) =>
      Effect.runPromiseExit(
        Effect.clockWith((live) =>
          Effect.provideService(
            Effect.provideContext(
              Effect.suspend(() => use(opened)),
              context,
            ),
            Clock.Clock,
            clockAt(live, at),
          ),
        ),
      ),
    close: () => Effect.runPromise(Scope.close(scope, Exit.void)),
  };
};

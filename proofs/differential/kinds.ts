import { UnitOfWork } from "@planwright/domain";
import { MemoryLedger } from "@planwright/domain/testing";
import { Persistence } from "@planwright/persistence";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type { Engine } from "../ledgers/Engine.ts";
import type { StoreKind } from "./Store.ts";

/** The store in memory. */
export const memoryKind: StoreKind = {
  name: "memory",
  ownClock: false,
  gaps: false,
  layer: MemoryLedger.layer,
};

/** A ledger in a new database of an engine, which is gone with the layer. */
export const kindOf = ({ gaps, ledger, name, ownClock }: Engine): StoreKind => ({
  name,
  ownClock,
  gaps,
  layer: Layer.effectContext(
    Effect.gen(function* () {
      const { url } = yield* Effect.acquireRelease(
        Effect.promise(() => ledger()),
        ({ drop }) => Effect.promise(drop),
      );
      const opened = yield* Layer.build(Persistence.layer(url));
      // Randomness is the test's; only the ledger is taken from here.
      return Context.make(UnitOfWork, Context.get(opened, UnitOfWork));
    }),
  ),
});

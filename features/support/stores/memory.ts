import { rm } from "node:fs/promises";
import { Crypto, UnitOfWork } from "@planwright/domain";
import { MemoryLedger } from "@planwright/domain/testing";
import { nodeCrypto } from "@planwright/persistence";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import { Lacks } from "../Lacks.ts";
import { adoptThrough } from "./adopt.ts";
import type { Ledger } from "./Ledger.ts";

/** A ledger in memory: one unit of work for everybody who asks. */
export const openMemory = async (folder: string): Promise<Ledger> => {
  const uow = await Effect.runPromise(
    Effect.flatMap(UnitOfWork, Effect.succeed).pipe(Effect.provide(MemoryLedger.layer)),
  );
  const layer = () => Layer.merge(Layer.succeed(UnitOfWork, uow), Layer.succeed(Crypto, nodeCrypto));
  return {
    layer,
    manyConnections: false,
    ownClock: false,
    url: undefined,
    folder,
    adopt: adoptThrough(layer),
    damage: async () => {
      throw new Lacks("raw");
    },
    age: async () => {
      throw new Lacks("clock");
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
};

import type { PersistenceOptions } from "@planwright/persistence";
import * as Effect from "effect/Effect";
import type { Outcome } from "../Outcome.ts";
import type { Stage } from "../Stage.ts";
import { Network } from "./Network.ts";
import type { OwnServer } from "./OwnServer.ts";

/** A ledger that is reached through a network, on one connection that waits in the pool. */
export interface Far {
  readonly stage: Stage;
  readonly network: Network;
}

/**
 * Opens a ledger in a database of its own through a network.
 *
 * @param query more of its URL
 */
export const far = async (own: OwnServer, options: PersistenceOptions = {}, query = ""): Promise<Far> => {
  const place = await own.place();
  const network = await Network.to(place.url);
  const remove = async (): Promise<void> => {
    await network.close();
    await place.remove();
  };
  const stage = await own.stageIn({ ...place, remove }, `${network.url}${query}`, {
    poolSize: 1,
    ...options,
  });
  return { stage, network };
};

/**
 * Makes a call whose commit does not arrive, or whose answer does not: it is kept by the network when this answers. What is
 * kept of an answer is kept because it was given, so that the commit is done then.
 */
export const keepAtCommit = async (
  { network, stage }: Far,
  keep: "commit" | "answer",
): Promise<{ readonly outcome: Promise<Outcome> }> => {
  const kept = Promise.withResolvers<void>();
  const outcome = stage.useThen(() =>
    Effect.sync(() => network.hold(keep === "commit" ? "up" : "down", 0, kept.resolve)),
  );
  await kept.promise;
  return { outcome };
};

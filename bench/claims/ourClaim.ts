import * as Effect from "effect/Effect";
import { ACTOR } from "../ledger/fillLedger.ts";
import { openLedger } from "../ledger/Ledger.ts";
import { locate } from "../postgres/places.ts";
import type { Worker } from "./Worker.ts";

/** So many workers on one ledger, as a service has them: each claim of them has a connection for itself. */
export const ourWorkers = async (url: string, workers: number): Promise<ReadonlyArray<Worker>> => {
  const ledger = await openLedger(locate(url), { poolSize: workers });
  const { plans } = ledger;
  const claim = async () => {
    const claimed = await Effect.runPromise(plans.claim({ actor: ACTOR }));
    return claimed === null ? null : ([claimed.plan.planId, claimed.plan.leaseFence] as const);
  };
  const close = async () => {};
  return Array.from({ length: workers }, (_, index) => ({
    claim,
    close: index === 0 ? ledger.close : close,
  }));
};

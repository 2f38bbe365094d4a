import { Plans } from "@planwright/domain";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type { Call } from "../command/Call.ts";
import { type OpenError, openLedger } from "./openLedger.ts";

/** Calls use cases about plans on the ledger of a run. */
export const withPlans = <A, E>(
  call: Call,
  use: (plans: Plans["Service"]) => Effect.Effect<A, E>,
): Effect.Effect<A, E | OpenError> =>
  Effect.provide(Plans.use(use), Layer.provide(Plans.layer, openLedger(call)));

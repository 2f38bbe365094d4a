import { Actions } from "@planwright/domain";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type { Call } from "../command/Call.ts";
import { type OpenError, openLedger } from "./openLedger.ts";

/** Calls use cases about actions on the ledger of a run. */
export const withActions = <A, E>(
  call: Call,
  use: (actions: Actions["Service"]) => Effect.Effect<A, E>,
): Effect.Effect<A, E | OpenError> =>
  Effect.provide(Actions.use(use), Layer.provide(Actions.layer, openLedger(call)));

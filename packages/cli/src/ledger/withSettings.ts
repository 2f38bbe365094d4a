import { Settings } from "@planwright/domain";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type { Call } from "../command/Call.ts";
import { type OpenError, openLedger } from "./openLedger.ts";

/** Calls use cases about settings on the ledger of a run. */
export const withSettings = <A, E>(
  call: Call,
  use: (settings: Settings["Service"]) => Effect.Effect<A, E>,
): Effect.Effect<A, E | OpenError> =>
  Effect.provide(Settings.use(use), Layer.provide(Settings.layer, openLedger(call)));

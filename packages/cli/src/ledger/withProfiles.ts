import { Profiles } from "@planwright/domain";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type { Call } from "../command/Call.ts";
import { type OpenError, openLedger } from "./openLedger.ts";

/** Calls use cases about profiles on the ledger of a run. */
export const withProfiles = <A, E>(
  call: Call,
  use: (profiles: Profiles["Service"]) => Effect.Effect<A, E>,
): Effect.Effect<A, E | OpenError> =>
  Effect.provide(Profiles.use(use), Layer.provide(Profiles.layer, openLedger(call)));

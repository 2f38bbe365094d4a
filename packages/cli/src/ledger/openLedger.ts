import type { Crypto, StorageError, UnitOfWork } from "@planwright/domain";
import { ensureSchema, type MigrationError } from "@planwright/migrations";
import { type Location, type LocationError, Persistence } from "@planwright/persistence";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type { Call } from "../command/Call.ts";
import { ledgerPlace } from "./ledgerPlace.ts";

/** What can keep a ledger from being opened. */
export type OpenError = StorageError | MigrationError | LocationError;

const openAt = (location: Location): Layer.Layer<UnitOfWork | Crypto, OpenError> =>
  location.engine === "sqlite"
    ? // A file may have to be made before it can be opened.
      Layer.unwrap(Effect.as(ensureSchema(location), Persistence.layer(location)))
    : Persistence.layer(location, { prepare: (handle) => ensureSchema(handle) });

/**
 * The ledger of a run, opened when it is first needed and closed with the layer. An empty or missing SQLite database is
 * made; any other that is behind or ahead of this release is refused.
 */
export const openLedger = (call: Call): Layer.Layer<UnitOfWork | Crypto, OpenError> =>
  call.io.ledger ?? Layer.unwrap(Effect.map(ledgerPlace(call), openAt));

import { type ServerOptions, startServer } from "@planwright/test-postgres";
import * as Effect from "effect/Effect";
import { makeTables } from "./ledgerDatabase.ts";

/** A server of its own, with an empty ledger, gone with the scope. */
export const ownServer = (options: ServerOptions = {}) =>
  Effect.tap(
    Effect.acquireRelease(
      Effect.promise(() => startServer(options)),
      (server) => Effect.promise(() => server.remove()),
    ),
    ({ url }) => Effect.promise(() => makeTables(url)),
  );

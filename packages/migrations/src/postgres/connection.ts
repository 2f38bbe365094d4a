import * as Effect from "effect/Effect";
import { Client } from "pg";
import type { PostgresClient, PostgresLocation } from "../Location.ts";
import { MigrationError } from "../MigrationError.ts";
import { classifyConnecting } from "./classify.ts";

/** A connection, and what to do with it in the end. */
interface Opened {
  readonly client: PostgresClient;
  readonly close: Effect.Effect<void>;
}

const connected = (location: Extract<PostgresLocation, { engine: "postgresql" }>) =>
  Effect.tryPromise({
    try: async (): Promise<Opened> => {
      const client = new Client({ fallback_application_name: "planwright", ...location.client });
      // A connection that is lost while nothing runs is noticed by the next statement.
      client.on("error", () => {});
      await client.connect();
      return { client, close: Effect.promise(() => client.end()) };
    },
    catch: (cause) =>
      new MigrationError({ reason: classifyConnecting(cause), location: location.address, cause }),
  });

/** Uses a connection to a database; one that is made here is closed when the use is over, and what still runs on it is broken off. */
export const withClient = <A, E>(
  location: PostgresLocation,
  use: (client: PostgresClient) => Effect.Effect<A, E>,
): Effect.Effect<A, E | MigrationError> =>
  location.engine === "postgresql"
    ? Effect.acquireUseRelease(
        connected(location),
        ({ client }) => use(client),
        ({ close }) => close,
      )
    : // Whoever lent the connection gets it back without a transaction on it.
      Effect.uninterruptible(use(location.client));

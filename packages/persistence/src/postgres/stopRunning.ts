import * as Effect from "effect/Effect";
import type { ClientConfig } from "pg";
import { cancelRequest } from "./cancelRequest.ts";
import type { Link } from "./Link.ts";
import type { Pipeline } from "./Pipeline.ts";

/** How long the server may take to hear that something is to be given up, and then to give it up, in milliseconds. */
const PATIENCE_MILLIS = 2_000;

const quiet = (pipeline: Pipeline): Promise<void> => new Promise((resolve) => pipeline.whenQuiet(resolve));

/**
 * Makes the server give up what a connection is waiting for, and comes back when all is answered: what was asked has
 * then been done, or refused, or never will be. A transaction that has failed already is only waited for.
 */
export const stopRunning = (
  { host = "localhost", port = 5432, ssl }: ClientConfig,
  link: Link,
  pipeline: Pipeline,
): Effect.Effect<void> =>
  Effect.promise(async () => {
    if (pipeline.unanswered === 0) return;
    const { backend } = link;
    if (pipeline.failed === undefined && backend !== undefined) {
      // The request is for whatever runs when it arrives, so nobody else gets this connection.
      link.spent = true;
      await cancelRequest(
        { host, port, ssl: typeof ssl === "object" ? ssl : false },
        backend,
        PATIENCE_MILLIS,
      );
    }
    await link.within(PATIENCE_MILLIS, quiet(pipeline));
  });

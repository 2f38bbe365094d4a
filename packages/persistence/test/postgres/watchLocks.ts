import type { LockWaits } from "@planwright/domain/testing";
import * as Effect from "effect/Effect";
import type { Scope } from "effect/Scope";
import { openBeside } from "./ledgerDatabase.ts";

const WAITING = `
  SELECT count(*)::integer AS waiting FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock'`;

/** Looks at who waits on the server, over and over, on a connection of its own that is closed with the scope. */
export const watchLocks = (url: string): Effect.Effect<LockWaits["Service"], never, Scope> =>
  Effect.map(openBeside(url), (client) => {
    const waiting = Effect.promise(async () => {
      const { rows } = await client.query<{ readonly waiting: number }>(WAITING);
      return rows[0]?.waiting ?? 0;
    });
    const reached = (wanted: number): Effect.Effect<void> =>
      Effect.flatMap(waiting, (found) => (found >= wanted ? Effect.void : reached(wanted)));
    return { reached };
  });

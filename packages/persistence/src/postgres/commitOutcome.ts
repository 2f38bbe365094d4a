import * as Effect from "effect/Effect";
import { isServerError } from "./isServerError.ts";
import type { Identity } from "./Pipeline.ts";
import type { PostgresPool } from "./PostgresPool.ts";

/** What became of a transaction whose commit was not answered. */
export type Outcome = "committed" | "aborted" | "unknown";

/**
 * A server that has crashed gives the ids of transactions of which it had written nothing to others, so "committed" may
 * be said of somebody else's. It is believed when the server has not crashed since the id was given: a crash throws the
 * statistics away and begins them anew, and is followed by a checkpoint. A checkpoint that was made after the id was given
 * and knows of no such id says that the id was lost; everything else after a crash is open.
 */
const ASK = `
  SELECT pg_xact_status($1::text::xid8) AS status,
    pg_stat_get_bgwriter_stat_reset_time() < $2::text::timestamptz AS unbroken,
    c.checkpoint_time >= $2::text::timestamptz AS later,
    split_part(c.next_xid, ':', 1)::numeric * 4294967296 + split_part(c.next_xid, ':', 2)::numeric
      <= $1::text::numeric AS unheard_of,
    left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) AS timeline,
    c.checkpoint_lsn::text AS checkpoint
  FROM pg_control_checkpoint() AS c`;

interface Status {
  readonly status: "committed" | "aborted" | "in progress" | null;
  readonly unbroken: number | null;
  readonly later: number;
  readonly unheard_of: number;
  readonly timeline: string;
  readonly checkpoint: string;
}

/** The number of the error with which a server says that it has not come to such an id yet. */
const IN_THE_FUTURE = "22023";

const judge = (told: Status, { history }: Identity): Outcome | "in progress" => {
  if (told.timeline !== history.timeline || told.status === null) return "unknown";
  if (told.status !== "committed" || told.unbroken === 1) return told.status;
  if (told.checkpoint === history.checkpoint) return told.status;
  return told.unheard_of === 1 && told.later === 1 ? "aborted" : "unknown";
};

/** Asks once, on a connection of its own; undefined when nobody answers. */
const ask = (
  pool: PostgresPool,
  identity: Identity,
  waitMillis: number,
): Effect.Effect<Outcome | "in progress" | undefined> =>
  Effect.matchEffect(pool.connect, {
    onFailure: () => Effect.succeed(undefined),
    onSuccess: (link) =>
      Effect.promise(async () => {
        try {
          const asked = link.client.query<Status>(ASK, [identity.xid, identity.at]);
          const { rows } = await link.within(waitMillis, asked);
          return rows[0] && judge(rows[0], identity);
        } catch (cause) {
          // A copy, or what was one, may only not have come so far.
          const sameHistory = link.history?.timeline === identity.history.timeline;
          const unheardOf = isServerError(cause) && cause.code === IN_THE_FUTURE;
          return unheardOf && sameHistory ? "aborted" : undefined;
        } finally {
          pool.release(link);
        }
      }),
  });

const PAUSE_MILLIS = 50;

/** Asks the server what became of a transaction, again and again while it does not answer or the end is not decided. */
export const commitOutcome = (
  pool: PostgresPool,
  identity: Identity,
  waitMillis: number,
): Effect.Effect<Outcome> =>
  Effect.suspend(() => {
    const until = performance.now() + waitMillis;
    const again: Effect.Effect<Outcome> = Effect.flatMap(ask(pool, identity, waitMillis), (outcome) => {
      if (outcome !== undefined && outcome !== "in progress") return Effect.succeed(outcome);
      if (performance.now() >= until) return Effect.succeed("unknown");
      return Effect.andThen(Effect.sleep(PAUSE_MILLIS), again);
    });
    return again;
  });

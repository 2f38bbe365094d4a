import * as Effect from "effect/Effect";
import type { Client } from "pg";
import { eventually } from "./eventually.ts";

/** The number of the lock for which commits wait. */
const LOCK = 4242;

const run = (client: Client, text: string) => Effect.promise(() => client.query(text));

/** From now on a commit that has kept a snapshot waits as long as `holdCommits` holds it. */
export const slowCommits = (client: Client): Effect.Effect<void> =>
  Effect.asVoid(
    run(
      client,
      `CREATE FUNCTION held() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN PERFORM pg_advisory_xact_lock_shared(${LOCK}); RETURN NULL; END $$;
       CREATE CONSTRAINT TRIGGER held AFTER INSERT ON pw_snapshots DEFERRABLE INITIALLY DEFERRED
         FOR EACH ROW EXECUTE FUNCTION held()`,
    ),
  );

/** Holds commits until `releaseCommits`. */
export const holdCommits = (client: Client): Effect.Effect<void> =>
  Effect.asVoid(run(client, `SELECT pg_advisory_lock(${LOCK})`));

/** Lets them go. */
export const releaseCommits = (client: Client): Effect.Effect<void> =>
  Effect.asVoid(run(client, `SELECT pg_advisory_unlock(${LOCK})`));

/** Waits until somebody's commit is being held. */
export const someoneCommits = (client: Client): Effect.Effect<void> =>
  eventually(
    Effect.map(
      run(
        client,
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query = 'COMMIT' AND wait_event = 'advisory'`,
      ),
      ({ rows }) => rows.length > 0,
    ),
  );

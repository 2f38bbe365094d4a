import { startReplica } from "@planwright/test-postgres";
import * as Effect from "effect/Effect";
import { length } from "../../length.ts";
import { openLedger } from "../OpenLedger.ts";
import { outcomeOf } from "../Outcome.ts";
import type { Stories, Story } from "../Stories.ts";
import { until } from "../until.ts";
import { openBeside } from "./Beside.ts";
import { ask } from "./Databases.ts";
import { holdInStatement } from "./moments.ts";
import type { OwnServer } from "./OwnServer.ts";
import { BUSY } from "./sentences.ts";
import { sessions } from "./sessions.ts";

const nothing = async (): Promise<void> => {};

const IMPATIENT = { waitMillis: 150 };
const PATIENT = { waitMillis: 60_000 };

const tooLong = (options: Parameters<OwnServer["stage"]>[0]): Story<OwnServer> => ({
  says: [BUSY],
  play: async (own) => {
    const stage = await own.stage(options);
    const { outcome, release } = await holdInStatement(stage);
    return { stage, outcomes: [await outcome, await stage.use()], mend: release };
  },
});

const forAWhile: Story<OwnServer> = {
  says: [],
  play: async (own) => {
    const stage = await own.stage(PATIENT);
    const { outcome, release } = await holdInStatement(stage);
    // The time is what the story is about.
    await new Promise((resolve) => setTimeout(resolve, length(1_000, 10_000)));
    await release();
    return { stage, outcomes: [await outcome], mend: nothing };
  },
};

/** A caller that keeps a unit of work open until the server has lost its patience. */
const unitTooLong: Story<OwnServer> = {
  says: [
    "The ledger cannot be reached: terminating connection due to idle-in-transaction timeout.",
    "The ledger cannot be reached: the connection was lost during the commit, and nothing was written.",
  ],
  play: async (own) => {
    const stage = await own.stage({ idleInTransactionMillis: 100 });
    const gone = () =>
      until("the server did not end it", async () => (await sessions(stage.url)).length === 0);
    const outcomes = [await stage.useThen(() => Effect.promise(gone))];
    return { stage, outcomes, mend: nothing };
  },
};

/**
 * We have written a plan and look at leases; somebody else has locked the leases and wants the plans, and is more patient
 * than we are.
 */
const deadlock: Story<OwnServer> = {
  says: [],
  play: async (own) => {
    const stage = await own.stage();
    const other = await openBeside(stage.url);
    await other.ask("SET deadlock_timeout = '10min'; BEGIN; LOCK TABLE pw_leases IN ACCESS EXCLUSIVE MODE");
    let attempts = 0;
    let freed: Promise<void> = Promise.resolve();
    const meet = async (): Promise<void> => {
      attempts += 1;
      if (attempts > 1) return;
      freed = other.ask("LOCK TABLE v3_plans IN SHARE MODE").then(other.close);
      await until("the other one did not wait for us", async () => {
        const waiting = await own.admin("SELECT 1 FROM pg_locks WHERE NOT granted");
        return waiting.length > 0;
      });
    };
    const outcome = await stage.useThen((stores) =>
      Effect.andThen(
        Effect.promise(meet),
        Effect.flatMap(stores.now, (now) => stores.leases.lapsed(now, 1)),
      ),
    );
    await freed;
    if (attempts !== 2) throw new Error(`the unit of work was run ${attempts} times`);
    return { stage, outcomes: [outcome], mend: nothing };
  },
};

/** A trigger that finds a number of transactions to be in the way of others, and counts them. */
const inTheWay = (times: number): string => `
  CREATE SEQUENCE attempts;
  CREATE FUNCTION in_the_way() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF nextval('attempts') <= ${times} THEN
      RAISE EXCEPTION 'could not serialize access' USING ERRCODE = 'serialization_failure';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER in_the_way AFTER INSERT ON v3_plans FOR EACH STATEMENT EXECUTE FUNCTION in_the_way()`;

/**
 * Our transactions are READ COMMITTED, and the server never refuses to serialize those. So that is left to a trigger,
 * which does it as a trigger of somebody else might; the real thing is `recoveryConflict`.
 */
const serialization = (times: number, attempts: number, says: ReadonlyArray<string>): Story<OwnServer> => ({
  says,
  play: async (own) => {
    const stage = await own.stage();
    await stage.ask(inTheWay(times));
    const outcomes = [await stage.use()];
    const [row] = await stage.ask("SELECT last_value::int AS attempts FROM attempts");
    if (row?.attempts !== attempts) throw new Error(`there were ${String(row?.attempts)} attempts`);
    const mend = async () => void (await stage.ask("DROP FUNCTION in_the_way CASCADE"));
    return { stage, outcomes, mend };
  },
});

/** A reader on a copy, and a primary that has cleaned up what the reader still sees. */
const recoveryConflict: Story<OwnServer> = {
  says: [],
  play: async (own) => {
    const stage = await own.stage();
    const replica = await startReplica(own.server, {
      max_standby_streaming_delay: "0",
      restore_command: "false",
    });
    const there = replica.url.replace("/postgres", new URL(stage.url).pathname);
    const arrived = () =>
      until("the copy did not hear of it", async () => {
        const [primary] = await own.admin("SELECT pg_current_wal_lsn()::text AS lsn");
        const [row] = await ask(replica.url)(
          `SELECT pg_last_wal_replay_lsn() >= '${String(primary?.lsn)}' AS heard`,
        );
        return row?.heard === true;
      });
    await arrived();
    const copy = await openLedger(there);
    let attempts = 0;
    const cleanUp = async (): Promise<void> => {
      attempts += 1;
      if (attempts > 1) return;
      await stage.ask("UPDATE v3_plans SET updated_at = updated_at");
      await stage.ask("VACUUM v3_plans");
      // A vacuum leaves its part of the log to be written by somebody else.
      await stage.ask("CREATE TABLE written_after_it ()");
      await arrived();
    };
    const outcome = await outcomeOf(
      copy.uow.read((stores) =>
        stores.plans
          .count({})
          .pipe(
            Effect.andThen(Effect.promise(cleanUp)),
            Effect.andThen(stores.plans.list({}, { limit: 10 })),
          ),
      ),
    );
    await copy.close();
    await replica.remove();
    if (attempts !== 2)
      throw new Error(`the unit of work was run ${attempts} times: ${String(outcome.told)}`);
    return { stage, outcomes: [outcome], mend: nothing };
  },
};

/** What others do to us who use the same database. */
export const otherStories: Stories<OwnServer, "others"> = {
  lockedTooLong: tooLong(IMPATIENT),
  lockedForAWhile: forAWhile,
  statementTooLong: tooLong({ statementMillis: 150, lockMillis: 0 }),
  unitTooLong,
  deadlock,
  serialization: serialization(3, 4, []),
  recoveryConflict,
  serializationAgain: serialization(1_000, 5, [BUSY]),
};

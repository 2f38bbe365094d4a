import * as Effect from "effect/Effect";
import type { Outcome } from "../Outcome.ts";
import type { Stage } from "../Stage.ts";
import { until } from "../until.ts";
import { openBeside } from "./Beside.ts";
import type { OwnServer } from "./OwnServer.ts";
import {
  isBetweenStatements,
  isCommitting,
  type Session,
  sessions,
  sessionThat,
  waitsAfterCommit,
  waitsForLock,
} from "./sessions.ts";

/** A call that has come to a moment of its life and stays there until something happens. */
export interface Held {
  readonly outcome: Promise<Outcome>;
  /** What it does on the server. */
  readonly session: Session;
  /** Lets it go on, if it still can. */
  readonly release: () => Promise<void>;
}

/** `plan use` that has written a part and waits for the rest, because somebody else locks a table. */
export const holdInStatement = async (stage: Stage): Promise<Held> => {
  const other = await openBeside(stage.url);
  await other.ask("BEGIN; LOCK TABLE pw_gate_decisions IN SHARE MODE");
  const outcome = stage.use();
  const session = await sessionThat(stage.url, "waiting for the lock", waitsForLock);
  return { outcome, session, release: other.close };
};

/** `plan use` that has written all and does something else before it commits. */
export const holdInUnit = async (stage: Stage): Promise<Held> => {
  const gate = Promise.withResolvers<void>();
  const outcome = stage.useThen(() => Effect.promise(() => gate.promise));
  const session = await sessionThat(stage.url, "between two statements", isBetweenStatements);
  return { outcome, session, release: async () => gate.resolve() };
};

/**
 * What a commit has to wait for before it is decided: a trigger of somebody else. A lock would not do: the server lets it
 * go when its holder dies, and that may be sooner than all the others die.
 */
const SLOW_COMMIT = `
  CREATE FUNCTION take_time() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(600); RETURN NULL; END $$;
  CREATE CONSTRAINT TRIGGER take_time AFTER INSERT ON v3_plans DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION take_time()`;

/** `plan use` whose commit has arrived, and is neither done nor refused before its connection ends. */
export const holdAtCommit = async (stage: Stage): Promise<Held> => {
  await stage.ask(SLOW_COMMIT);
  const outcome = stage.use();
  const session = await sessionThat(stage.url, "committing", isCommitting);
  return { outcome, session, release: async () => void (await stage.ask("DROP FUNCTION take_time CASCADE")) };
};

/** `plan use` that has committed, and whose answer the server keeps back until a copy has it, which does not exist. */
export const holdAfterCommit = async (own: OwnServer, stage: Stage): Promise<Held> => {
  await own.set("synchronous_standby_names", "nobody");
  const release = (): Promise<void> => own.set("synchronous_standby_names", null);
  for (;;) {
    let answered = false;
    const outcome = stage.use().finally(() => {
      answered = true;
    });
    let waiting: Session | undefined;
    await until("a commit was neither answered nor kept waiting", async () => {
      waiting = (await sessions(stage.url)).find(waitsAfterCommit);
      return answered || waiting !== undefined;
    });
    // A server takes a moment until it waits for copies; what was answered before is one more plan.
    if (waiting !== undefined) return { outcome, session: waiting, release };
  }
};

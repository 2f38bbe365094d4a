import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openLedger } from "../OpenLedger.ts";
import { type Outcome, outcomeOfPromise } from "../Outcome.ts";
import type { Stage } from "../Stage.ts";
import type { Scene, Stories, Story } from "../Stories.ts";
import { until } from "../until.ts";
import { openBeside } from "./Beside.ts";
import { far, keepAtCommit } from "./far.ts";
import { type Held, holdAfterCommit, holdAtCommit, holdInUnit } from "./moments.ts";
import type { OwnServer } from "./OwnServer.ts";
import { LOST, NOT_KNOWN, NOTHING_WRITTEN, REFUSED } from "./sentences.ts";

const nothing = async (): Promise<void> => {};

/** Reads and writes after the server has ended in some way and has been started again. */
const afterwards = async (own: OwnServer, end: () => Promise<void>): Promise<Scene> => {
  const stage = await own.stage();
  // Several connections wait in the pool, and each of them is dead.
  await Promise.all([stage.look(), stage.use(), stage.use(), stage.look()]);
  await end();
  await own.server.start();
  return { stage, outcomes: [await stage.use(), await stage.look()], mend: nothing };
};

/** Ends and starts the server at a moment of a call. */
const meanwhile =
  (hold: (own: OwnServer, stage: Stage) => Promise<Held>, end: (own: OwnServer) => Promise<void>) =>
  async (own: OwnServer): Promise<Scene> => {
    const stage = await own.stage();
    const { outcome, release } = await hold(own, stage);
    await end(own);
    await own.server.start();
    await release();
    return { stage, outcomes: [await outcome], mend: nothing };
  };

const stop = (own: OwnServer): Promise<void> => own.server.stop();
const crash = (own: OwnServer): Promise<void> => own.server.kill("SIGKILL");
const inUnit = (_: OwnServer, stage: Stage): Promise<Held> => holdInUnit(stage);
const atCommit = (_: OwnServer, stage: Stage): Promise<Held> => holdAtCommit(stage);

const isNotThere: Story<OwnServer> = {
  says: [REFUSED],
  play: async (own) => {
    const stage = await own.stage();
    await own.server.stop();
    const outcomes = [await stage.use(), await stage.look()];
    return { stage, outcomes, mend: () => own.server.start() };
  },
};

const isNotThereYet: Story<OwnServer> = {
  says: [REFUSED],
  play: async (own) => {
    const stage = await own.stage();
    await own.server.stop();
    const outcomes = [await outcomeOfPromise(() => openLedger(stage.url))];
    const mend = async () => {
      await own.server.start();
      await (await openLedger(stage.url)).close();
    };
    return { stage, outcomes, mend };
  },
};

/** Commits, and does not come back before the caller has given up asking. */
const staysAway: Story<OwnServer> = {
  says: [NOT_KNOWN],
  play: async (own) => {
    const stage = await own.stage({ waitMillis: 300 });
    const { outcome } = await holdAfterCommit(own, stage);
    await own.server.kill("SIGKILL");
    const outcomes = [await outcome];
    const mend = async () => {
      await own.server.start();
      await own.set("synchronous_standby_names", null);
    };
    return { stage, outcomes, mend };
  },
};

/** A server that has found out that it has to restore an archive, which takes its time. */
const isStarting: Story<OwnServer> = {
  says: ["The ledger cannot be reached: the database system is starting up."],
  play: async (own) => {
    const stage = await own.stage();
    const at = (name: string): string => join(own.server.dataFolder, name);
    await own.server.stop();
    // The server is somebody else where we are root.
    writeFileSync(at("recovery.signal"), "", { mode: 0o666 });
    const started = own.server.start();
    await until("the server did not listen", async () => {
      const { told } = await outcomeOfPromise(() => openLedger(stage.url));
      return told !== null && !told.message.includes("ECONNREFUSED");
    });
    const outcomes = [
      await stage.use(),
      await stage.look(),
      await outcomeOfPromise(() => openLedger(stage.url)),
    ];
    const mend = async () => {
      writeFileSync(at("go"), "");
      await started;
      // It answers reads a little before it is done.
      await until("the server did not end its recovery", async () => {
        const [row] = await own.admin("SELECT pg_is_in_recovery() AS recovers");
        return row?.recovers === false;
      });
      rmSync(at("go"));
    };
    return { stage, outcomes, mend };
  },
};

/** The last client of a server that has been told to end when all are gone. */
const waitsForTheLast: Story<OwnServer> = {
  says: ["The ledger cannot be reached: the database system is shutting down."],
  play: async (own) => {
    const stage = await own.stage({ poolSize: 1 });
    const last = await openBeside(stage.url);
    const ended = own.server.kill("SIGTERM");
    const outcomes: Array<Outcome> = [];
    for (;;) {
      const outcome = await outcomeOfPromise(() => openLedger(stage.url));
      if (outcome.told === null) continue;
      outcomes.push(outcome);
      break;
    }
    const mend = async () => {
      await last.close();
      // Whoever has the ledger open keeps such a server alive until the pool closes what is idle.
      await own.server.stop();
      await ended;
      await own.server.start();
    };
    return { stage, outcomes, mend };
  },
};

/**
 * A server that crashes before it has written down anything of a transaction gives its id to somebody else, whose commit
 * is then the answer to what became of that id, and no later checkpoint tells them apart.
 */
const idGivenAway: Story<OwnServer> = {
  says: [NOTHING_WRITTEN, NOT_KNOWN],
  play: async (own) => {
    const there = await far(own);
    const { network, stage } = there;
    const { outcome } = await keepAtCommit(there, "commit");
    network.deaf = true;
    await own.server.kill("SIGKILL");
    await own.server.start();
    for (let more = 0; more < 5; more++) await own.admin(`CREATE TABLE somebody_elses_${more} ()`);
    await own.admin("CHECKPOINT");
    network.deaf = false;
    network.cut();
    return { stage, outcomes: [await outcome], mend: nothing };
  },
};

/** The server of a file of tests ends at every moment of a unit of work. */
export const serverStories: Stories<OwnServer, "server"> = {
  restartedWhileIdle: { says: [], play: (own) => afterwards(own, () => stop(own)) },
  killedWhileIdle: { says: [], play: (own) => afterwards(own, () => crash(own)) },
  restartedInUnit: { says: LOST, play: meanwhile(inUnit, stop) },
  killedInUnit: { says: LOST, play: meanwhile(inUnit, crash) },
  restartedAtCommit: { says: [NOTHING_WRITTEN], play: meanwhile(atCommit, stop) },
  killedAtCommit: { says: [NOTHING_WRITTEN, NOT_KNOWN], play: meanwhile(atCommit, crash) },
  restartedAfterCommit: { says: [], play: meanwhile(holdAfterCommit, stop) },
  killedAfterCommit: { says: [NOT_KNOWN], play: meanwhile(holdAfterCommit, crash) },
  goneAfterCommit: staysAway,
  idGivenAway,
  refused: isNotThere,
  refusedAtOpening: isNotThereYet,
  startingUp: isStarting,
  shuttingDown: waitsForTheLast,
};

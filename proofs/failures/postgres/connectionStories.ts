import { inspect } from "node:util";
import { connected } from "@planwright/test-postgres";
import { openLedger } from "../OpenLedger.ts";
import { type Outcome, outcomeOfPromise } from "../Outcome.ts";
import type { Stage } from "../Stage.ts";
import type { Scene, Stories, Story } from "../Stories.ts";
import { until } from "../until.ts";
import { gather } from "./crowd.ts";
import { type Held, holdAfterCommit, holdAtCommit, holdInStatement, holdInUnit } from "./moments.ts";
import { GUARDED, type OwnServer } from "./OwnServer.ts";
import { BUSY, LOST, NOTHING_WRITTEN } from "./sentences.ts";
import { sessions, terminate, terminateAll } from "./sessions.ts";

const nothing = async (): Promise<void> => {};

/** Longer than any of these tests takes. */
const PATIENT = { waitMillis: 60_000 };
const IMPATIENT = { waitMillis: 150 };

/** Ends the connection of a call at a moment of it. */
const terminated =
  (hold: (own: OwnServer, stage: Stage) => Promise<Held>) =>
  async (own: OwnServer): Promise<Scene> => {
    const stage = await own.stage();
    const { outcome, release, session } = await hold(own, stage);
    await terminate(stage.url, session.pid);
    await release();
    return { stage, outcomes: [await outcome], mend: nothing };
  };

/** Every connection that waits in the pool is gone, and nobody has told the pool. */
const whileIdle: Story<OwnServer> = {
  says: [],
  play: async (own) => {
    const stage = await own.stage();
    await Promise.all([stage.look(), stage.use(), stage.use(), stage.look()]);
    await terminateAll(stage.url);
    return { stage, outcomes: [await stage.use(), await stage.look()], mend: nothing };
  },
};

const cancelled: Story<OwnServer> = {
  says: [BUSY],
  play: async (own) => {
    const stage = await own.stage();
    const { outcome, release, session } = await holdInStatement(stage);
    await connected(stage.url, (client) => client.query("SELECT pg_cancel_backend($1)", [session.pid]));
    const outcomes = [await outcome];
    return { stage, outcomes, mend: release };
  },
};

/** The only connection of the ledger is busy, and the server has no room for a second one. */
const tooManyClients: Story<OwnServer> = {
  says: ["The ledger cannot be reached: the server at HOST:PORT has no room for another connection."],
  play: async (own) => {
    const stage = await own.stage(IMPATIENT);
    const { outcome, release } = await holdInUnit(stage);
    const crowd = await gather(own);
    const outcomes = [
      await stage.use(),
      await stage.look(),
      await outcomeOfPromise(() => openLedger(stage.url, IMPATIENT)),
    ];
    const mend = async () => {
      await crowd.disperse();
      await release();
      await outcome;
    };
    return { stage, outcomes, mend };
  },
};

const roomInTime: Story<OwnServer> = {
  says: [],
  play: async (own) => {
    const stage = await own.stage(PATIENT);
    const { outcome, release } = await holdInUnit(stage);
    const crowd = await gather(own);
    const before = crowd.turnedAway();
    const waiting = stage.use();
    await until("nobody was turned away", () => crowd.turnedAway() > before);
    await crowd.leave();
    const outcomes = [await waiting];
    const mend = async () => {
      await crowd.disperse();
      await release();
      await outcome;
    };
    return { stage, outcomes, mend };
  },
};

const poolExhausted: Story<OwnServer> = {
  says: [BUSY],
  play: async (own) => {
    const stage = await own.stage({ ...IMPATIENT, poolSize: 1 });
    const { outcome, release } = await holdInUnit(stage);
    const outcomes = await Promise.all([stage.use(), stage.look()]);
    const mend = async () => {
      await release();
      await outcome;
    };
    return { stage, outcomes, mend };
  },
};

const poolFreedInTime: Story<OwnServer> = {
  says: [],
  play: async (own) => {
    const stage = await own.stage({ ...PATIENT, poolSize: 1 });
    const { outcome, release, session } = await holdInUnit(stage);
    const waiting = [stage.use(), stage.look(), stage.use()];
    const [only, ...others] = await sessions(stage.url);
    if (only?.pid !== session.pid || others.length > 0) throw new Error("the pool has another connection");
    await release();
    return { stage, outcomes: await Promise.all([outcome, ...waiting]), mend: nothing };
  },
};

const PASSWORD = "right-and-secret";
const WRONG = "wrong-and-secret";

const as = (url: string, password: string): string => {
  const other = new URL(url);
  other.username = GUARDED;
  other.password = password;
  return other.href;
};

/** Whatever is printed of an error, no password is in it. */
const keepsSecrets = (outcome: Outcome): Outcome => {
  const printed = inspect(outcome.told, { depth: 20, showHidden: true });
  if (printed.includes(PASSWORD) || printed.includes(WRONG)) throw new Error("a password was told");
  return outcome;
};

/** A wrong password, none at all, and one that is not right any more when another connection is needed. */
const wrongPassword: Story<OwnServer> = {
  says: [
    `The ledger cannot be reached: password authentication failed for user "${GUARDED}".`,
    "The ledger cannot be reached: the server at HOST:PORT asks for a password, and none was given.",
  ],
  play: async (own) => {
    await own.admin(`CREATE ROLE ${GUARDED} SUPERUSER LOGIN PASSWORD '${PASSWORD}'`);
    const place = await own.place();
    const stage = await own.stageIn(place, as(place.url, PASSWORD));
    const outcomes = [
      await outcomeOfPromise(() => openLedger(as(place.url, WRONG))),
      await outcomeOfPromise(() => openLedger(as(place.url, ""))),
    ];
    await own.admin(`ALTER ROLE ${GUARDED} PASSWORD 'another'`);
    await terminateAll(stage.url);
    outcomes.push(await stage.use(), await stage.look());
    const mend = async () => {
      await own.admin(`ALTER ROLE ${GUARDED} PASSWORD '${PASSWORD}'`);
    };
    return { stage, outcomes: outcomes.map(keepsSecrets), mend };
  },
};

const unknownHost: Story<OwnServer> = {
  says: ["The ledger cannot be reached: the host ledger.invalid is not known."],
  play: async (own) => {
    const stage = await own.stage();
    const elsewhere = new URL(stage.url);
    elsewhere.hostname = "ledger.invalid";
    const outcomes = [await outcomeOfPromise(() => openLedger(elsewhere.href))];
    return { stage, outcomes, mend: nothing };
  },
};

/** What becomes of connections on a server that is well. */
export const connectionStories: Stories<OwnServer, "connections"> = {
  terminatedWhileIdle: whileIdle,
  terminatedInStatement: { says: LOST, play: terminated((_, stage) => holdInStatement(stage)) },
  terminatedInUnit: { says: LOST, play: terminated((_, stage) => holdInUnit(stage)) },
  terminatedAtCommit: { says: [NOTHING_WRITTEN], play: terminated((_, stage) => holdAtCommit(stage)) },
  terminatedAfterCommit: { says: [], play: terminated(holdAfterCommit) },
  cancelled,
  tooManyClients,
  roomInTime,
  poolExhausted,
  poolFreedInTime,
  unknownHost,
  wrongPassword,
};

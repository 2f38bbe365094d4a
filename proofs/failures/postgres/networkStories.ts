import { openLedger } from "../OpenLedger.ts";
import { type Outcome, outcomeOfPromise } from "../Outcome.ts";
import type { Stage } from "../Stage.ts";
import type { Scene, Stories, Story } from "../Stories.ts";
import { type Far, far, keepAtCommit } from "./far.ts";
import type { Network } from "./Network.ts";
import type { OwnServer } from "./OwnServer.ts";
import { LOST, NOT_KNOWN, NOTHING_WRITTEN } from "./sentences.ts";

/** Waits until so many bytes of an answer have come, and no more. */
const someOfTheAnswer = (network: Network, bytes: number): Promise<void> =>
  new Promise((reached) => network.hold("down", bytes, reached));

/** Makes a call, and something of the network when a part of an answer has come. */
const inAnswer = async (
  { network, stage }: Far,
  bytes: number,
  call: (stage: Stage) => Promise<Outcome>,
  strike: (network: Network) => void,
): Promise<Scene> => {
  const begun = someOfTheAnswer(network, bytes);
  const outcome = call(stage);
  await begun;
  strike(network);
  return { stage, outcomes: [await outcome], mend: async () => network.release() };
};

const cut = (network: Network): void => network.cut();
const nothing = (): void => {};

const atCommit = async (
  there: Far,
  keep: "commit" | "answer",
  strike: (network: Network) => void,
): Promise<Scene> => {
  const { outcome } = await keepAtCommit(there, keep);
  strike(there.network);
  return { stage: there.stage, outcomes: [await outcome], mend: async () => there.network.release() };
};

/** So that waiting for what never comes has an end within a test. */
const QUICK = { statementMillis: 200, waitMillis: 300 };

/** Whoever asks what became of the commit hears nothing either. */
const silentAfterCommit: Story<OwnServer> = {
  says: [NOT_KNOWN],
  play: async (own) => {
    const there = await far(own, QUICK, "?connect_timeout=1");
    const scene = await atCommit(there, "answer", (network) => {
      network.deaf = true;
    });
    const mend = async () => {
      there.network.deaf = false;
      there.network.cut();
    };
    return { ...scene, mend };
  },
};

const silentAtConnecting: Story<OwnServer> = {
  says: ["The ledger cannot be reached: the server at HOST:PORT has not answered for N ms."],
  play: async (own) => {
    const { network, stage } = await far(own);
    network.deaf = true;
    const outcomes = [await outcomeOfPromise(() => openLedger(`${network.url}?connect_timeout=1`))];
    const mend = async () => {
      network.deaf = false;
    };
    return { stage, outcomes, mend };
  },
};

const tornToPieces: Story<OwnServer> = {
  says: [],
  play: async (own) => {
    const { network, stage } = await far(own);
    const outcomes: Array<Outcome> = [];
    for (const size of [1, 2, 3, 7]) {
      network.pieces = size;
      outcomes.push(await stage.use(), await stage.look());
    }
    const mend = async () => {
      network.pieces = null;
    };
    return { stage, outcomes, mend };
  },
};

const use = (stage: Stage): Promise<Outcome> => stage.use();
const look = (stage: Stage): Promise<Outcome> => stage.look();

/** What becomes of the way between a program and its server. */
export const networkStories: Stories<OwnServer, "network"> = {
  cutInRead: { says: LOST, play: async (own) => inAnswer(await far(own), 60, look, cut) },
  cutInUnit: { says: LOST, play: async (own) => inAnswer(await far(own), 200, use, cut) },
  cutBeforeCommit: {
    says: [NOTHING_WRITTEN],
    play: async (own) => atCommit(await far(own), "commit", cut),
  },
  cutAfterCommit: { says: [], play: async (own) => atCommit(await far(own), "answer", cut) },
  silentInUnit: { says: LOST, play: async (own) => inAnswer(await far(own, QUICK), 200, use, nothing) },
  answerLostAfterCommit: {
    says: [],
    play: async (own) => atCommit(await far(own, QUICK), "answer", nothing),
  },
  silentAfterCommit,
  silentAtConnecting,
  slow: tornToPieces,
};

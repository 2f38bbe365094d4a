import { type Figure, figureOf } from "../measure/statistics.ts";
import { urlOf } from "../postgres/places.ts";
import type { QueueKind } from "../seed/queues.ts";
import { SIDES } from "./Claimer.ts";
import { type Claimed, Claimers, type Crowd } from "./Claimers.ts";
import { countClaims, plansInWork } from "./countClaims.ts";
import { makeQueue } from "./makeQueue.ts";
import type { Trial } from "./trials.ts";

/** The name of what was measured. */
export const nameOfClaims = ({ processes, queue, workers }: Trial): string =>
  `${queue}, ${processes * workers} worker${processes * workers === 1 ? "" : "s"}${processes === 1 ? "" : " in as many processes"}`;

/** How long a round of claims is, and how many there are. */
export interface ClaimSizes {
  /** Plans that wait in a ledger that is claimed from. */
  readonly queue: number;
  readonly millis: number;
  readonly rounds: number;
  readonly warmups: number;
}

/** What came out for one crowd of workers. */
export interface CrowdClaims extends Crowd {
  /** Claims in a second. */
  readonly ours: Figure;
  readonly bare: Figure;
  /** Ours as a part of the bare statement's, by round. */
  readonly share: Figure;
  /** Ours as a part of what the bare statement does when it gives nothing but an id. */
  readonly shareOfBarest: Figure;
  /** Claims over all rounds and sides, none of which was a double one. */
  readonly claims: number;
}

/** What came out for one kind of queue. */
export interface MeasuredClaims extends CrowdClaims {
  readonly queue: QueueKind;
  /** The lowest share of the bare statement's rate that is fine; null for a figure that only explains another one. */
  readonly goal: number | null;
}

const part = (ours: ReadonlyArray<number>, theirs: ReadonlyArray<number>): Figure =>
  figureOf(ours.map((rate, round) => rate / (theirs[round] ?? Number.NaN)));

/**
 * Lets all sides claim from one queue in turns, another one first each round, and looks whether every claim was given to
 * one worker only.
 */
export const measureCrowd = async (
  url: string,
  crowd: Crowd,
  { millis, rounds, warmups }: Omit<ClaimSizes, "queue">,
): Promise<CrowdClaims> => {
  const before = await plansInWork(url);
  const sides: Array<{
    readonly claimers: Claimers;
    readonly rounds: Array<Claimed>;
    readonly leased: boolean;
  }> = [];
  for (const side of SIDES) {
    sides.push({ claimers: await Claimers.start(side, url, crowd), rounds: [], leased: side === "ours" });
  }
  for (let round = 0; round < warmups + rounds; round++) {
    for (let turn = 0; turn < sides.length; turn++) {
      const side = sides[(round + turn) % sides.length];
      side?.rounds.push(await side.claimers.claimFor(millis));
    }
  }
  for (const { claimers } of sides) await claimers.end();
  const claims = await countClaims(url, sides, before);
  const [ours = [], bare = [], barest = []] = sides.map((side) =>
    side.rounds.slice(warmups).map(({ rate }) => rate),
  );
  return {
    ...crowd,
    ours: figureOf(ours),
    bare: figureOf(bare),
    share: part(ours, bare),
    shareOfBarest: part(ours, barest),
    claims,
  };
};

/** Claims per second on a server, against the bare statement with as many connections in as many processes. */
export const measureClaims = async (
  server: string,
  trials: ReadonlyArray<Trial>,
  sizes: ClaimSizes,
): Promise<ReadonlyArray<MeasuredClaims>> => {
  const measured: Array<MeasuredClaims> = [];
  for (const { goal, queue, ...crowd } of trials) {
    await makeQueue(server, queue, sizes.queue);
    measured.push({ queue, goal, ...(await measureCrowd(urlOf(server, "queue"), crowd, sizes)) });
  }
  return measured;
};

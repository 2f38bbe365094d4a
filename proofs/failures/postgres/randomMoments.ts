import { connected } from "@planwright/test-postgres";
import type { Random } from "../../Random.ts";
import { isInDoubt } from "../Outcome.ts";
import type { Stage } from "../Stage.ts";
import { until } from "../until.ts";
import { type Far, far } from "./far.ts";
import type { Direction, Network } from "./Network.ts";
import type { OwnServer } from "./OwnServer.ts";
import { sessions, terminateAll } from "./sessions.ts";

/** What may happen at a moment. */
export type Strike = (network: Network, stage: Stage, own: OwnServer) => Promise<void>;

/** The network is cut. */
export const cut: Strike = async (network) => network.cut();

/** An administrator ends the connection, and what the server has said before arrives, or is lost. */
export const terminate =
  (random: Random): Strike =>
  async (network, { url }) => {
    await terminateAll(url);
    if (random.once(2)) network.release();
    else network.cut();
  };

/** The server crashes and is started again. */
export const crash: Strike = async (network, _, own) => {
  await own.server.kill("SIGKILL");
  network.cut();
  await own.server.start();
};

/** How many calls came to which end. */
export interface Tally {
  readonly acknowledged: number;
  readonly refused: number;
  readonly inDoubt: number;
}

/** How much is said in each direction while a plan is made on a connection that is used to it. */
const measure = async ({ network, stage }: Far): Promise<Readonly<Record<Direction, number>>> => {
  const before = network.passed;
  const { told } = await stage.use();
  if (told !== null) throw told;
  const { down, up } = network.passed;
  return { up: up - before.up, down: down - before.down };
};

/**
 * Makes plans one after the other, and in the middle of each, after so many bytes in one direction, something happens.
 * Half of the callers have a key, and ask again under it until there is an answer; the others leave it at what they were
 * told.
 */
export const strikeAtRandom = async (
  own: OwnServer,
  random: Random,
  rounds: number,
  strike: Strike,
): Promise<{ readonly stage: Stage; readonly tally: Tally }> => {
  const there = await far(own);
  const { network, stage } = there;
  const tally = { acknowledged: 0, refused: 0, inDoubt: 0 };
  for (let round = 0; round < rounds; round++) {
    const said = await measure(there);
    const direction = random.pick(["up", "down"] as const);
    const reached = new Promise<"reached">((resolve) =>
      network.hold(direction, random.below(said[direction]), () => resolve("reached")),
    );
    const name = stage.journal.nextName();
    const keyed = random.once(2);
    const first = stage.useNamed(name, { keyed });
    if ((await Promise.race([reached, first])) === "reached") await strike(network, stage, own);
    else network.release();
    let outcome = await first;
    if (outcome.told === null) tally.acknowledged += 1;
    else if (isInDoubt(outcome)) tally.inDoubt += 1;
    else tally.refused += 1;
    for (let again = 0; keyed && outcome.told !== null; again++) {
      if (again === 5) throw outcome.told;
      // The server hears of a lost connection a little later than we do; until then the key is in use.
      await until("the server did not end what was lost", async () =>
        (await sessions(stage.url)).every(({ state }) => state === "idle"),
      );
      outcome = await stage.useNamed(name, { keyed });
    }
  }
  return { stage, tally };
};

/** Several callers make plans while an administrator ends one connection after the other. */
export const terminateAmongMany = async (
  own: OwnServer,
  random: Random,
  plans: number,
): Promise<{ readonly stage: Stage; readonly tally: Tally; readonly ended: number }> => {
  const stage = await own.stage({ poolSize: 4 });
  const tally = { acknowledged: 0, refused: 0, inDoubt: 0 };
  let remaining = plans;
  const caller = async (): Promise<void> => {
    while (remaining-- > 0) {
      const outcome = await stage.use();
      if (outcome.told === null) tally.acknowledged += 1;
      else if (isInDoubt(outcome)) tally.inDoubt += 1;
      else tally.refused += 1;
    }
  };
  let working = true;
  let ended = 0;
  const administrator = connected(own.url, async (client) => {
    while (working) {
      const all = await sessions(stage.url);
      if (all.length === 0) continue;
      await client.query("SELECT pg_terminate_backend($1)", [random.pick(all).pid]);
      ended += 1;
    }
  });
  await Promise.all([caller(), caller(), caller(), caller()]);
  working = false;
  await administrator;
  return { stage, tally, ended };
};

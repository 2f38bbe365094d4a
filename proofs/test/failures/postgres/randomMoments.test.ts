import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { OwnServer } from "../../../failures/postgres/OwnServer.ts";
import {
  crash,
  cut,
  type Strike,
  strikeAtRandom,
  terminate,
  terminateAmongMany,
} from "../../../failures/postgres/randomMoments.ts";
import { length } from "../../../length.ts";
import { Random, SEED } from "../../../Random.ts";

const random = new Random(SEED);

let own: OwnServer;
beforeAll(async () => {
  own = await OwnServer.start();
}, 60_000);
afterAll(() => own.end());

const STRIKES: ReadonlyArray<readonly [title: string, rounds: number, strike: Strike]> = [
  ["the network is cut", length(60, 5_000), cut],
  ["the connection is terminated", length(30, 2_000), terminate(random)],
  ["the server crashes", length(5, 200), crash],
];

for (const [title, rounds, strike] of STRIKES) {
  it(`makes one plan for each call, at whichever byte ${title} [X3, X5]`, {
    timeout: 30_000 + rounds * 3_000,
  }, async () => {
    const { stage, tally } = await strikeAtRandom(own, random, rounds, strike);
    onTestFinished(() => stage.close());
    expect(tally.acknowledged + tally.refused + tally.inDoubt).toBe(rounds);
    const { acknowledged, inDoubt, refused } = stage.journal;
    // Two plans to begin with, one that is measured and one that is struck in each round.
    expect(acknowledged.size + refused.size + inDoubt.size).toBe(2 + 2 * rounds);
    expect(acknowledged.size).toBeGreaterThan(2 + rounds);
    await stage.audit();
  });
}

it("makes one plan for each answer while connections are terminated among several callers [X3, X5]", {
  timeout: 600_000,
}, async () => {
  const plans = length(120, 6_000);
  const { ended, stage, tally } = await terminateAmongMany(own, random, plans);
  onTestFinished(() => stage.close());
  expect(tally.acknowledged + tally.refused + tally.inDoubt).toBe(plans);
  expect(tally.acknowledged).toBeGreaterThan(0);
  expect(ended).toBeGreaterThan(0);
  expect((await stage.use()).told).toBeNull();
  await stage.audit();
});

import { expect, it } from "vitest";
import { Watch } from "../../src/postgres/Watch.ts";

const after = (millis: number) => new Promise<void>((resolve) => setTimeout(resolve, millis));

/** Answers when silence was noticed. */
const watching = (millis: number) => {
  let noticed = 0;
  const watch = new Watch(millis, () => {
    noticed++;
  });
  return { watch, noticed: () => noticed };
};

it("notices that what is waited for does not come", async () => {
  const { noticed, watch } = watching(20);
  watch.begin();
  const since = performance.now();
  while (noticed() === 0 && performance.now() - since < 5_000) await after(2);
  expect(performance.now() - since).toBeGreaterThanOrEqual(19);
  expect(noticed()).toBe(1);
});

it("is content as long as something is heard, or nothing is waited for", async () => {
  const { noticed, watch } = watching(200);
  for (let count = 0; count < 6; count++) {
    watch.begin();
    watch.begin();
    await after(50);
    watch.heard();
    await after(50);
    watch.end();
    watch.end();
  }
  await after(300);
  expect(noticed()).toBe(0);
  const never = watching(0);
  never.watch.begin();
  await after(20);
  expect(never.noticed()).toBe(0);
});

it("is content as long as parts of a long answer come", async () => {
  const { noticed, watch } = watching(200);
  watch.begin();
  for (let part = 0; part < 8; part++) {
    await after(50);
    watch.heard();
  }
  expect(noticed()).toBe(0);
});

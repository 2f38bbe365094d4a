import assert from "node:assert/strict";
import type { PlanwrightWorld } from "../support/World.ts";
import { sentence } from "./sentence.ts";

const MILLIS: { readonly [unit: string]: number } = { second: 1_000, minute: 60_000, hour: 3_600_000 };

sentence("([0-9]+) (second|minute|hour)s? (?:pass|passes)", (world, [count = "", unit = ""]) =>
  world.driver.pass(Number(count) * (MILLIS[unit] ?? 0)),
);

/** The instant of the next request, as its event will say it. */
const now = async (world: PlanwrightWorld): Promise<string> => {
  const { data } = await world.done("Ada", "config set", {
    key: "core.automation-profile",
    value: "balanced",
  });
  assert.ok(typeof data.updated_at === "string");
  return data.updated_at;
};

sentence("the time is remembered", async (world) => {
  world.remembered.set("time", await now(world));
});

const HOURS_OF_A_WEEK = 7 * 24;

sentence("a week passes with workers asking for work every hour", async (world) => {
  for (let hour = 0; hour < HOURS_OF_A_WEEK; hour++) {
    await world.driver.pass(MILLIS.hour ?? 0);
    await world.done(hour % 2 === 0 ? "the worker" : "another worker", "plan claim", {});
  }
});

import assert from "node:assert/strict";
import { ACTOR } from "../support/actors.ts";
import type { PlanwrightWorld } from "../support/World.ts";
import { bringTo, goodResult, workOn } from "../support/walk.ts";
import { idOf } from "./inputs.ts";
import { sentence } from "./sentence.ts";

sentence(`${ACTOR} works until there is nothing to do`, (world, [who = ""]) => workOn(world, who));

sentence(`${ACTOR} gets (?:"([^"]+)"|nothing)`, (world, [, name = ""]) => {
  const got = world.answer.data.plan_id;
  assert.equal(got === null ? "nothing" : world.nameOf(got), name === "" ? "nothing" : name);
});

sentence(`${ACTOR} claims work ([0-9]+) times`, async (world, [who = "", times = ""]) => {
  for (let i = 0; i < Number(times); i++) await world.done(who, "plan claim", {});
});

const claim = async (world: PlanwrightWorld, who: string, id: string): Promise<void> => {
  const { data } = await world.done(who, "plan claim", {});
  assert.equal(world.nameOf(data.plan_id), world.nameOf(id));
};

sentence(`${ACTOR} fails at "([^"]+)" ([0-9]+) times?`, async (world, [who = "", name = "", times = ""]) => {
  const id = idOf(world, name);
  for (let i = 0; i < Number(times); i++) {
    await claim(world, who, id);
    await world.done(who, "plan fail", { id, category: "transient", message: "The network was gone" });
  }
});

sentence(`${ACTOR} applies "([^"]+)"`, async (world, [who = "", name = ""]) => {
  const id = idOf(world, name);
  for (;;) {
    const { phase } = await world.look(id);
    const { data } = await world.done(who, "plan complete", { id, result: goodResult(phase) });
    if (data.state === "applied") return;
    await claim(world, who, id);
  }
});

sentence(
  `${ACTOR} reverts "([^"]+)" from (\\w+/\\w+) ([0-9]+) times`,
  async (world, [who = "", name = "", place = "", times = ""]) => {
    const id = idOf(world, name);
    for (let i = 0; i < Number(times); i++) {
      await bringTo(world, id, place);
      await world.done(who, "plan revert", { id });
    }
  },
);

sentence('"([^"]+)" has cost ([0-9.]+) so far', async (world, [name = "", cost = ""]) => {
  const id = idOf(world, name);
  await claim(world, "the worker", id);
  await world.done("the worker", "plan complete", { id, result: { cost: Number(cost) } });
});

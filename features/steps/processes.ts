import assert from "node:assert/strict";
import { ACTOR } from "../support/actors.ts";
import type { Answer, Driver } from "../support/drivers/Driver.ts";
import { at, type Fields } from "../support/Json.ts";
import type { PlanwrightWorld } from "../support/World.ts";
import { idOf } from "./inputs.ts";
import { sentence } from "./sentence.ts";

const others = new WeakMap<PlanwrightWorld, Driver>();
const races = new WeakMap<PlanwrightWorld, readonly [Answer, Answer]>();

/** The other process of a scenario; the same one each time. */
const other = async (world: PlanwrightWorld): Promise<Driver> => {
  const driver = others.get(world) ?? (await world.driver.another());
  others.set(world, driver);
  return driver;
};

sentence(
  'another process (?:has looked at "([^"]+)"|sees "([^"]+)" at (\\w+/\\w+))',
  async (world, [looked = "", seen = "", place = ""]) => {
    const there = await world.place(idOf(world, looked === "" ? seen : looked), await other(world));
    if (place !== "") assert.equal(there, place);
  },
);

sentence(
  `${ACTOR}, in another process, uses "([^"]+)" as "([^"]+)"`,
  async (world, [who = "", action = "", name = ""]) => {
    const driver = await other(world);
    const { data } = await world.done(who, "plan use", { action, projects: ["local/app"] }, { driver });
    world.name(name, data.plan_id);
  },
);

const race = async (
  world: PlanwrightWorld,
  ask: (who: string, driver: Driver) => Promise<Answer>,
  [one = "", two = ""]: ReadonlyArray<string>,
): Promise<void> => {
  const driver = await other(world);
  races.set(world, await Promise.all([ask(one, world.driver), ask(two, driver)]));
};

const answersOf = (world: PlanwrightWorld): readonly [Answer, Answer] => {
  const answers = races.get(world);
  assert.ok(answers !== undefined, "nothing was done at the same time");
  return answers;
};

sentence(
  `${ACTOR} and ${ACTOR}, in two processes, advance "([^"]+)" to (\\w+) at the same time`,
  (world, [one = "", two = "", name = "", to = ""]) =>
    race(world, (who, driver) => world.ask(who, "plan advance", { id: idOf(world, name), to }, { driver }), [
      one,
      two,
    ]),
);

sentence(
  `${ACTOR} and ${ACTOR}, in two processes, claim work at the same time`,
  (world, [one = "", two = ""]) =>
    race(world, (who, driver) => world.ask(who, "plan claim", {}, { driver }), [one, two]),
);

sentence("one of the two succeeds and the other is refused: conflict", (world) => {
  const codes = answersOf(world).map(({ exitCode }) => String(exitCode));
  assert.deepEqual(codes.toSorted(), ["0", "4"]);
});

sentence(
  'one of the two gets "([^"]+)" and the other gets (?:nothing|"([^"]+)")',
  (world, [one = "", two = ""]) => {
    const got = answersOf(world).map(({ data }) =>
      data.plan_id === null ? "nothing" : world.nameOf(data.plan_id),
    );
    assert.deepEqual(got.toSorted(), [one, two === "" ? "nothing" : two].toSorted());
  },
);

sentence(
  `${ACTOR} and ${ACTOR}, in two processes, use "([^"]+)" under the key "([^"]+)" at the same time`,
  (world, [one = "", two = "", action = "", key = ""]) => {
    const input = { action, projects: ["local/app"], idempotency_key: key };
    return race(world, (who, driver) => world.ask(who, "plan use", input, { driver }), [one, two]);
  },
);

sentence(
  "there is one plan for the key, and who was refused was told that the other request is under way",
  async (world) => {
    const refused = answersOf(world).flatMap(({ refusal }) => refusal?.code ?? []);
    assert.deepEqual(refused, refused.length === 0 ? [] : ["key_in_flight"]);
    const made = answersOf(world).flatMap(({ data }) => data.plan_id ?? []);
    const { data } = await world.done("system:scenario", "plan list", {});
    assert.ok(Array.isArray(data.plans) && data.plans.length === 1);
    assert.deepEqual([...new Set(made)], [at(data, "plans[0].plan_id")]);
  },
);

sentence(
  `${ACTOR} cancels "([^"]+)" while ${ACTOR}, in another process, spawns below it`,
  async (world, [canceller = "", name = "", spawner = ""]) => {
    const id = idOf(world, name);
    const driver = await other(world);
    const [cancelled, spawned] = await Promise.all([
      world.ask(canceller, "plan cancel", { id }),
      world.ask(spawner, "plan spawn", { id, confidence: 1 }, { driver }),
    ]);
    assert.equal(cancelled.exitCode, 0);
    assert.ok(spawned.exitCode === 0 || spawned.refusal?.code === "wrong_state");
  },
);

sentence('nothing in the tree of "([^"]+)" is unfinished', async (world, [name = ""]) => {
  const { data } = await world.done("system:scenario", "plan tree", { id: idOf(world, name) });
  const states = Object.keys((at(data, "summary.by_state") ?? {}) as Fields);
  assert.deepEqual(
    states.filter((state) => state !== "applied" && state !== "cancelled"),
    [],
  );
});

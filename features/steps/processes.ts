import assert from "node:assert/strict";
import { ACTOR } from "../support/actors.ts";
import type { Answer, Driver } from "../support/drivers/Driver.ts";
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

sentence('one of the two gets "([^"]+)" and the other gets nothing', (world, [name = ""]) => {
  const got = answersOf(world).map(({ data }) =>
    data.plan_id === null ? "nothing" : world.nameOf(data.plan_id),
  );
  assert.deepEqual(got.toSorted(), [name, "nothing"].toSorted());
});

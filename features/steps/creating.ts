import assert from "node:assert/strict";
import { ACTOR } from "../support/actors.ts";
import type { Command } from "../support/drivers/Command.ts";
import { ensureAction } from "../support/ensureAction.ts";
import { actionFile, profileFile } from "../support/files.ts";
import type { Fields, Json } from "../support/Json.ts";
import type { PlanwrightWorld } from "../support/World.ts";
import { bringTo } from "../support/walk.ts";
import { changesIn, idOf, inputsIn } from "./inputs.ts";
import { sentence } from "./sentence.ts";

const DEFAULT_ACTION = "local/build";
const DEFAULT_PROJECTS: Json = ["local/app"];

type Changes = { readonly [key: string]: Json | undefined };
type Rows = ReadonlyArray<ReadonlyArray<string>>;

/** What is said beside a file: it does not belong into it. */
const beside = ({ dry_run, idempotency_key }: Changes): Fields => ({
  ...(dry_run === undefined ? {} : { dry_run }),
  ...(idempotency_key === undefined ? {} : { idempotency_key }),
});

const inside = (changes: Changes): Changes =>
  Object.fromEntries(Object.entries(changes).filter(([key]) => !Object.hasOwn(beside(changes), key)));

const tell = (world: PlanwrightWorld, tries: string, who: string, command: Command, input: Fields) =>
  tries === "" ? world.done(who, command, input) : world.ask(who, command, input);

const createAction = (
  world: PlanwrightWorld,
  who: string,
  tries: string,
  name: string,
  rows: Rows,
  more: Fields,
) => {
  const changes = changesIn(world, rows);
  return tell(world, tries, who, "action create", {
    file: actionFile(name, inside(changes)),
    ...more,
    ...beside(changes),
  });
};

const addProfile = (
  world: PlanwrightWorld,
  who: string,
  tries: string,
  name: string,
  like: string,
  rows: Rows,
  more: Fields,
) => {
  const changes = changesIn(world, rows);
  return tell(world, tries, who, "automation-profile add", {
    file: profileFile(name, like, inside(changes)),
    ...more,
    ...beside(changes),
  });
};

sentence(
  'the action "([^"]+)"',
  (world, [name = ""], rows) => createAction(world, "Ada", "", name, rows, {}),
  "may follow",
);

sentence(
  `${ACTOR}( tries to)? (create|replace)s? the action "([^"]+)"`,
  (world, [who = "", tries = "", deed = "", name = ""], rows) =>
    createAction(world, who, tries, name, rows, deed === "replace" ? { replace: true } : {}),
  "may follow",
);

sentence(
  'the profile "([^"]+)" like "([^"]+)"',
  (world, [name = "", like = ""], rows) => addProfile(world, "Ada", "", name, like, rows, {}),
  "may follow",
);

sentence(
  `${ACTOR}( tries to)? adds? the profile "([^"]+)" like "([^"]+)"`,
  (world, [who = "", tries = "", name = "", like = ""], rows) =>
    addProfile(world, who, tries, name, like, rows, {}),
  "may follow",
);

sentence(
  `${ACTOR}( tries to)? replaces? the profile "([^"]+)"`,
  (world, [who = "", tries = "", name = ""], rows) =>
    addProfile(world, who, tries, name, "review", rows, { replace: true }),
  "must follow",
);

const setProfile = (world: PlanwrightWorld, value: string, place: Fields) =>
  world.done("Ada", "config set", { key: "core.automation-profile", value, ...place });

sentence(
  'the automation profile of project "([^"]+)" is (?:"([^"]+)"|not set)',
  (world, [project = "", value = ""]) => (value === "" ? undefined : setProfile(world, value, { project })),
);

sentence('the automation profile of the ledger is (?:"([^"]+)"|not set)', (world, [value = ""]) =>
  value === "" ? undefined : setProfile(world, value, {}),
);

sentence('PLANWRIGHT_AUTOMATION_PROFILE is "([^"]*)"', (world, [value = ""]) => {
  world.surroundingProfile = value;
});

sentence("PLANWRIGHT_AUTOMATION_PROFILE is not set", (world) => {
  world.surroundingProfile = undefined;
});

const use = async (
  world: PlanwrightWorld,
  who: string,
  tries: string,
  action: string,
  name: string,
  input: Fields,
) => {
  const answer = await tell(world, tries, who, "plan use", { action, projects: DEFAULT_PROJECTS, ...input });
  if (answer.refusal === undefined && input.dry_run !== true) world.name(name, answer.data.plan_id);
};

const spawn = async (
  world: PlanwrightWorld,
  who: string,
  tries: string,
  name: string,
  parent: string,
  rows: Rows,
) => {
  const input = inputsIn(world, rows);
  const answer = await tell(world, tries, who, "plan spawn", { id: idOf(world, parent), ...input });
  if (answer.refusal === undefined && input.dry_run !== true) world.name(name, answer.data.plan_id);
};

sentence(
  `${ACTOR}( tries to)? uses? "([^"]+)" as "([^"]+)"`,
  (world, [who = "", tries = "", action = "", name = ""], rows) =>
    use(world, who, tries, action, name, inputsIn(world, rows)),
  "may follow",
);

sentence(
  `${ACTOR}( tries to)? spawns? "([^"]+)" below "([^"]+)"`,
  (world, [who = "", tries = "", name = "", parent = ""], rows) =>
    spawn(world, who, tries, name, parent, rows),
  "may follow",
);

const givenPlan = async (
  world: PlanwrightWorld,
  name: string,
  profile: string,
  place: string,
  input: Fields,
) => {
  await ensureAction(world, DEFAULT_ACTION);
  const { action, ...rest } = input;
  const named = profile === "" ? rest : { automation_profile: profile, ...rest };
  await use(world, "Ada", "", typeof action === "string" ? action : DEFAULT_ACTION, name, named);
  if (place !== "") await bringTo(world, idOf(world, name), place);
};

sentence(
  'a plan "([^"]+)"(?: under "([^"]+)")?(?: at (\\w+/\\w+))?',
  (world, [name = "", profile = "", place = ""], rows) =>
    givenPlan(world, name, profile, place, inputsIn(world, rows)),
  "may follow",
);

sentence('[0-9]+ plans "([^"]+)"', async (world, [names = ""]) => {
  for (const name of names.split(", ")) await givenPlan(world, name, "manual", "", {});
});

sentence(
  'a child "([^"]+)" of "([^"]+)"',
  (world, [name = "", parent = ""], rows) => spawn(world, "Ada", "", name, parent, rows),
  "may follow",
);

sentence(
  'a parent "([^"]+)" whose subplans are',
  async (world, [name = ""], rows) => {
    await givenPlan(world, name, "ci", "", { subplans: inputsIn(world, rows) });
    // It is at work itself, so that workers are given its children.
    const { data } = await world.done("another worker", "plan claim", {});
    assert.equal(data.plan_id, idOf(world, name));
  },
  "must follow",
);

sentence('"([^"]+)" is brought to (\\w+/\\w+)', (world, [name = "", place = ""]) =>
  bringTo(world, idOf(world, name), place),
);

import {
  EXECUTION_MODES,
  type GivenValue,
  type JsonValue,
  MERGE_STRATEGIES,
  type SubplanSettings,
  writeProfile,
} from "@planwright/domain";
import type { Command, Given, ProjectRef } from "../Command.ts";
import { actionName, customName, newActionName, profileName, projectName } from "./known.ts";
import type { Source } from "./Source.ts";

/** How the children of a new plan run. */
export const subplans = ({ random }: Source): SubplanSettings => ({
  executionMode: random.pick(EXECUTION_MODES),
  mergeStrategy: random.pick(MERGE_STRATEGIES),
  timeoutSeconds: random.pick([null, 1, 3_600]),
  maxParallel: random.pick([1, 1, 2, 3, 64]),
  failFast: random.once(3),
  retryFailed: !random.once(4),
  maxRetries: random.below(4),
});

const value = (source: Source): JsonValue => {
  const { pools, random } = source;
  return random.pick<JsonValue>([
    source.line(),
    random.below(100) - 50,
    2 ** 53 - 1,
    0.1 + random.below(7),
    1e21,
    5e-324,
    true,
    null,
    ["a", 1, "é😀"],
    random.pick(pools.objects),
  ]);
};

const given = (source: Source): Given => {
  const { random } = source;
  const names = ["target", "target", "target", "count", "ratio", "flags", "list"];
  const values = random.some(3, (): readonly [string, GivenValue] => [
    random.pick(names),
    random.once(2)
      ? { text: random.pick(["7", "0.5", "true", "a,b", '["x",2]', source.line()]) }
      : { value: value(source) },
  ]);
  return random.once(4) ? values : [];
};

const projects = (source: Source): ReadonlyArray<ProjectRef> => {
  const { random } = source;
  const one = (): ProjectRef => ({
    name: projectName(source),
    alias: random.once(4) ? random.pick(["a", "B", "main", "A", "b.c", random.once(9) ? "é" : "d"]) : null,
    readOnly: random.once(3),
  });
  return random.once(30) ? [] : [one(), ...random.some(2, one)];
};

/** Makes a root plan. */
export const drawUse = (source: Source): Command => ({
  do: "use",
  actor: source.actor(),
  dryRun: source.dryRun(),
  action: actionName(source),
  projects: projects(source),
  automationProfile: source.maybe(() => profileName(source)),
  surroundings: source.rarely(() => profileName(source)),
  arguments: given(source),
  invariants: source.random.some(2, () => source.line()),
  name: source.rarely(() => source.random.pick([...source.pools.names, "local/Ω"])),
  subplans: source.maybe(() => subplans(source)),
  key: source.key(),
});

/** Makes a child, mostly of a plan that has children already. */
export const drawSpawn = (source: Source): Command => {
  const { random } = source;
  return {
    do: "spawn",
    ...source.on(random.pick(["any", "parent", "gate", "queued", "processing"]), source.actor()),
    description: source.maybe(() => source.line()),
    definitionOfDone: source.rarely(() => source.line()),
    automationProfile: source.rarely(() => profileName(source)),
    arguments: given(source),
    dependsOn: random.once(6) ? random.some(2, () => source.plan("child")) : [],
    subplans: source.maybe(() => subplans(source)),
    confidence: source.confidence(),
    key: source.key(),
  };
};

const argumentFiles: ReadonlyArray<JsonValue> = [
  { name: "target", type: "string", required: false, default: "all", pattern: "^.{0,40}$" },
  { name: "count", type: "integer", required: false, min: -5, max: 1e15 },
  { name: "ratio", type: "float", required: false, default: 0.1 },
  { name: "flags", type: "boolean", required: false, default: false },
  { name: "list", type: "list", required: false, description: "список" },
];

/** Adds or replaces an action. */
export const drawAction = (source: Source): Command => {
  const { pools, random } = source;
  const file = {
    name: newActionName(source),
    description: random.once(2) ? "Build {target}" : source.line(),
    definition_of_done: source.line(),
    strategy_actor: "local/planner",
    execution_actor: random.pick(pools.names),
    ...(random.once(3) ? { long_description: `${source.line()}\n\n${source.line()}` } : {}),
    ...(random.once(3) ? { review_actor: "acme/reviewer" } : {}),
    ...(random.once(5) ? { automation_profile: profileName(source) } : {}),
    ...(random.once(6) ? { safety_profile: { require_human_approval: true } } : {}),
    ...(random.once(20) ? { surprise: 1 } : {}),
    reusable: random.once(2),
    read_only: random.once(4),
    arguments: argumentFiles.filter((_, index) => index === 0 || random.once(2)),
    invariants: random.some(3, () => source.line()),
    tags: random.some(3, () => source.line()),
  };
  return {
    do: "action create",
    actor: source.actor(),
    dryRun: source.dryRun(),
    file: random.once(25) ? random.pick<unknown>([null, [], random.pick(pools.objects)]) : file,
    replace: !random.once(3),
    key: source.key(),
  };
};

/** Registers or replaces a profile. */
export const drawProfile = (source: Source): Command => {
  const { pools, random } = source;
  const file = { ...writeProfile(random.pick(pools.profiles)), name: customName(source) };
  return {
    do: "profile add",
    actor: source.person(),
    dryRun: source.dryRun(),
    file: random.once(25) ? random.pick<unknown>([null, { ...file, auto_apply: 2 }]) : file,
    replace: !random.once(3),
  };
};

const ODD_IDS = [
  "plan-é",
  "A.1.b",
  "日本語日本語日本語",
  "x",
  "01ARZ3NDEKTSV4RRFFQ69G5FAV",
  "😀😀😀😀😀😀😀😀",
];

/** Puts in a plan that no use case would have made: any place, any text, nulls, ids that are no ULIDs. */
export const drawAdoption = (source: Source): Command => {
  const { random } = source;
  return {
    do: "adopt",
    fields: random.below(1_000),
    id: random.once(2)
      ? `${random.pick(ODD_IDS)}-${random.below(1_000)}${random.pick(["", "ABCDEFGH", "ſBCDEFGH"])}`
      : null,
    plan: random.once(3) ? source.plan("any") : null,
    captured: !random.once(3),
  };
};

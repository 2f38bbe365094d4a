import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { findBuiltIn, writeProfile } from "@planwright/domain";
import { same } from "../support/cells.ts";
import type { Fields, Json } from "../support/Json.ts";
import { at, isFields, textOf } from "../support/Json.ts";
import type { PlanwrightWorld } from "../support/World.ts";
import { idOf } from "./inputs.ts";
import { sentence } from "./sentence.ts";

const asked = async (
  world: PlanwrightWorld,
  command: "plan snapshot" | "plan export",
  name: string,
): Promise<Fields> => {
  const id = idOf(world, name);
  const input: Fields = command === "plan export" ? { ids: [id] } : { id };
  return (await world.done("system:scenario", command, input)).data;
};

const recordIn = (data: Fields, record: string): Json | undefined => {
  const records = data.records;
  return Array.isArray(records) ? records.find((line: Json) => at(line, "record") === record) : undefined;
};

/** The stored text of a plan's rules, byte for byte. */
const storedText = async (world: PlanwrightWorld, name: string): Promise<string> => {
  const text = at(recordIn(await asked(world, "plan export", name), "snapshot"), "snapshot.text");
  assert.ok(typeof text === "string", "no rules are captured");
  return text;
};

const profileIn = (profile: Json | undefined): Json => {
  assert.ok(isFields(profile), "there is no profile");
  return profile;
};

/** Lists are sets in a snapshot: sorted, each entry once (domain.md section 7). */
const asSets = (value: Json): Json => {
  if (Array.isArray(value)) return [...new Set(value.map(textOf))].toSorted((a, b) => (a < b ? -1 : 1));
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asSets(inner)]));
};

sentence(
  'the frozen rules of "([^"]+)" are the profile "([^"]+)"',
  async (world, [name = "", profile = ""]) => {
    const frozen = profileIn((await asked(world, "plan snapshot", name)).profile);
    const { data } = await world.done("system:scenario", "automation-profile show", { name: profile });
    assert.ok(same(frozen, asSets(data)), `${JSON.stringify(frozen)} is not ${profile}`);
  },
);

sentence('the profile "([^"]+)" is like "([^"]+)"', async (world, [name = "", like = ""]) => {
  const { data } = await world.done("system:scenario", "automation-profile show", { name });
  const model = findBuiltIn(like);
  assert.ok(model !== undefined);
  const { name: _, source: __, ...expected } = writeProfile(model) as Fields;
  const { name: ___, source: ____, ...actual } = data;
  assert.ok(same(actual, expected));
});

sentence('the snapshot of "([^"]+)" is remembered', async (world, [name = ""]) => {
  world.remembered.set(`snapshot of ${name}`, await storedText(world, name));
});

sentence('the snapshot of "([^"]+)" is as it was', async (world, [name = ""]) => {
  assert.equal(await storedText(world, name), world.remembered.get(`snapshot of ${name}`));
});

sentence('the snapshot of "([^"]+)" is that of "([^"]+)"', async (world, [name = "", other = ""]) => {
  assert.equal(await storedText(world, name), await storedText(world, other));
});

sentence('the digest of "([^"]+)" is remembered', async (world, [name = ""]) => {
  const { digest } = await asked(world, "plan snapshot", name);
  assert.ok(typeof digest === "string");
  world.remembered.set("digest", digest);
});

sentence('the rules of the remembered digest are those of "([^"]+)"', async (world, [profile = ""]) => {
  const digest = world.remembered.get("digest") ?? "";
  const text = await world.driver.rulesOf(digest);
  assert.ok(typeof text === "string", "there is no text under the digest");
  assert.equal(hash("sha256", text, "hex"), digest);
  assert.equal(at(JSON.parse(text) as Json, "name"), profile);
});

sentence(
  'the exported rules of "([^"]+)" have the digest that the plan shows',
  async (world, [name = ""]) => {
    const exported = await asked(world, "plan export", name);
    const text = at(recordIn(exported, "snapshot"), "snapshot.text");
    assert.ok(typeof text === "string");
    const { effective_profile_snapshot: shown } = await world.look(idOf(world, name));
    const profile = at(JSON.parse(text) as Json, "profile");
    // Keys of canonical JSON are sorted, and no value in a profile is written in more than one way.
    assert.equal(hash("sha256", JSON.stringify(profile), "hex"), at(shown, "digest"));
  },
);

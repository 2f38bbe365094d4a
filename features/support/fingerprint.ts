import type { Json } from "./Json.ts";
import { isFields } from "./Json.ts";
import type { PlanwrightWorld } from "./World.ts";

/** How long something has lasted says when it was asked, not what it is. */
const TIMELESS = new Set(["elapsed_ms"]);

const timeless = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(timeless);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !TIMELESS.has(key))
      .map(([key, inner]) => [key, timeless(inner)]),
  );
};

/** Everything that can be asked of a ledger: plans with rules, decisions and events; actions, profiles and settings. */
export const fingerprint = async (world: PlanwrightWorld): Promise<string> => {
  const who = "system:scenario";
  const exported = await world.done(who, "plan export", { all: true });
  const actions = await world.done(who, "action list", {});
  const profiles = await world.done(who, "automation-profile list", {});
  const settings = await world.done(who, "config list", {});
  return JSON.stringify(
    [exported, actions, profiles, settings].map(({ data }) => timeless(data)),
    null,
    1,
  );
};

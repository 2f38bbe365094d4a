import type { Source } from "./Source.ts";

/** Actions that a stream makes, some under names that differ in case or script order only. */
const ACTIONS = [
  "local/build",
  "local/Build",
  "local/rich",
  "team/deploy",
  "srv:team/deploy",
  "local/z",
  "local/_x",
];

/** Projects that plans work on. */
const PROJECTS = ["local/app", "local/App", "acme/api", "acme/web", "srv:acme/api", "acme/z.9"];

const BUILT_INS = [
  "manual",
  "review",
  "supervised",
  "balanced",
  "cautious",
  "trusted",
  "auto",
  "ci",
  "full-auto",
];

const CUSTOM = ["team/strict", "team/Strict", "team/loose", "srv:team/strict"];

/** The name of an action: mostly one that exists, at times a bare or a bad one. */
export const actionName = ({ pools, random }: Source): string =>
  random.weighted([
    [8, random.pick(ACTIONS)],
    [24, random.pick(["local/build", "build", "team/deploy", "team/ship"])],
    [1, random.pick(pools.names)],
    [1, random.pick(["", "openai/x", "a/b/c", "Ünknown", "-x", "missing"])],
  ]);

/** The name under which an action is made. */
export const newActionName = ({ pools, random }: Source): string =>
  random.once(6) ? random.pick(pools.names) : random.pick(ACTIONS);

/** The name of a project. */
export const projectName = ({ pools, random }: Source): string =>
  random.weighted([
    [40, random.pick(PROJECTS)],
    [6, "app"],
    [1, random.pick(pools.names)],
    [1, random.pick(["", "google/x", "a b", "é/x"])],
  ]);

/** The name of a profile: built-in, custom, unknown or none. */
export const profileName = ({ pools, random }: Source): string =>
  random.weighted([
    [14, random.pick(["full-auto", "ci", "auto"])],
    [12, random.pick(BUILT_INS)],
    [5, random.pick(CUSTOM)],
    [1, random.pick(pools.names)],
    [1, random.pick(["", "Balanced", "nobody/knows", "ﬁle"])],
  ]);

/** The name under which a profile is registered or removed. */
export const customName = ({ random }: Source): string =>
  random.once(12) ? random.pick(["manual", "bare", "openai/x"]) : random.pick(CUSTOM);

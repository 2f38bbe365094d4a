import { OPERATIONS, PHASES, PROCESSING_STATES } from "@planwright/domain";
import type { Command, ListParts } from "../Command.ts";
import { actionName, profileName, projectName } from "./known.ts";
import type { Source } from "./Source.ts";

const PATTERNS = [
  "*",
  "local/*",
  "LOCAL/BUILD*",
  "*é*",
  "*[a]*",
  "?ocal/*",
  "*%*",
  "*_*",
  "*\\*",
  "",
  "*ſ*",
  "*İ*",
];

const pattern = (source: Source): string =>
  source.random.once(4) ? source.line() : source.random.pick(PATTERNS);

const parts = (source: Source): ListParts => {
  const { pools, random } = source;
  if (random.once(3)) return { pattern: pattern(source), limit: 5, count: random.once(2) };
  return {
    ...(random.once(4) ? { phase: random.pick(PHASES) } : {}),
    ...(random.once(4) ? { state: random.pick(PROCESSING_STATES) } : {}),
    ...(random.once(6) ? { project: projectName(source) } : {}),
    ...(random.once(6) ? { action: actionName(source) } : {}),
    ...(random.once(6) ? { profile: random.once(2) ? profileName(source) : random.pick(pools.texts) } : {}),
    ...(random.once(6) ? { needsApproval: random.once(2) } : {}),
    ...(random.once(6)
      ? { since: random.pick(["2020-01-01T00:00:00Z", "2026-06-01T12:00:30Z", "2029-01-01T00:00:00Z"]) }
      : {}),
    ...(random.once(3) ? { pattern: pattern(source) } : {}),
    ...(random.once(3) ? { limit: random.pick([1, 2, 7, 500, 0, 501]) } : { limit: 5 }),
    ...(random.once(3) ? { count: true } : {}),
  };
};

/** Looks at something. */
export const drawLook = (source: Source): Command => {
  const { random } = source;
  const plan = source.plan(random.once(6) ? "gone" : "any");
  return random.weighted<() => Command>([
    [4, () => ({ do: "get", plan })],
    [8, () => ({ do: "status", plan })],
    [6, () => ({ do: "tree", plan: source.plan("parent") })],
    [3, () => ({ do: "ancestors", plan: source.plan("child") })],
    [4, () => ({ do: "record", plan })],
    [2, () => ({ do: "snapshot", plan })],
    [
      6,
      () => ({
        do: "history",
        plan,
        after: source.maybe(() =>
          random.once(4) ? random.pick([0, 1, random.below(500), -1, 1e9]) : { nth: random.below(50) },
        ),
        limit: source.maybe(() => random.pick([1, 3, 0, 1_000])),
      }),
    ],
    [4, () => ({ do: "explain", plan, operation: source.maybe(() => random.pick(OPERATIONS)) })],
    [14, () => ({ do: "list", parts: parts(source), root: random.once(5) ? source.plan("any") : null })],
    [8, () => ({ do: "list on", parts: parts(source), cursor: random.once(12) ? source.line() : null })],
    [2, () => ({ do: "action get", name: actionName(source) })],
    [
      2,
      () => ({
        do: "action list",
        namespace: source.maybe(() => random.pick(["local", "team", "srv:team", "LOCAL"])),
        state: source.maybe(() => random.pick(["available", "archived"])),
      }),
    ],
    [2, () => ({ do: "profile get", name: profileName(source) })],
    [1, () => ({ do: "profile list" })],
    [1, () => ({ do: "profile diff", left: profileName(source), right: plan })],
    [
      1,
      () => ({
        do: "setting get",
        key: "core.automation-profile",
        project: source.maybe(() => projectName(source)),
      }),
    ],
    [1, () => ({ do: "setting list" })],
  ])();
};

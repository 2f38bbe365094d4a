import { SEED } from "../Random.ts";
import type { Outcome } from "./Outcome.ts";
import { same } from "./same.ts";
import type { Counterexample } from "./shrink.ts";

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null;

/** A value with everything that JSON leaves out. */
const shown = (value: unknown): string =>
  JSON.stringify(
    value,
    (_, inner: unknown) => {
      if (inner === undefined) return "(undefined)";
      if (typeof inner === "number" && !Number.isFinite(inner)) return `(${inner})`;
      return inner instanceof Map ? { "(map)": [...inner] } : inner;
    },
    2,
  ) ?? "(undefined)";

const MOST_PATHS = 20;

/** The places in which two values differ, with both values. */
const paths = (left: unknown, right: unknown, path = "$"): ReadonlyArray<string> => {
  if (same(left, right)) return [];
  if (!isObject(left) || !isObject(right) || Array.isArray(left) !== Array.isArray(right))
    return [`${path}: ${shown(left)} <> ${shown(right)}`];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return keys.flatMap((key) => paths(left[key], right[key], `${path}.${key}`));
};

const MOST_CHARACTERS = 6_000;

const whole = (store: string, outcome: Outcome): string => {
  const text = shown(outcome);
  return `${store}:\n${text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)} ...`}`;
};

/** Everything that somebody needs to see and repeat a difference. */
export const report = ({ difference, stream }: Counterexample): string => {
  const { left, right, where } = difference;
  const all = paths(left.outcome, right.outcome);
  const more = all.length > MOST_PATHS ? [`and ${all.length - MOST_PATHS} more`] : [];
  return [
    `${left.store} and ${right.store} differ in the ${where} after ${stream.commands.length} commands`,
    `(stream ${stream.seed}; PLANWRIGHT_TEST_SEED=${SEED} repeats the run):`,
    ...all.slice(0, MOST_PATHS),
    ...more,
    whole(left.store, left.outcome),
    whole(right.store, right.outcome),
    "The commands:",
    ...stream.commands.map((command, index) => `${String(index).padStart(4)} ${JSON.stringify(command)}`),
  ].join("\n");
};

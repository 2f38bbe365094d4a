import { Instant } from "@planwright/domain";
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import { badValue, type UsageError } from "../command/UsageError.ts";

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number that a flag's text is; whether it is a sensible one is for the use case to say. */
export const readNumber = (
  flag: string,
  text: string | undefined,
): Effect.Effect<number | undefined, UsageError> => {
  if (text === undefined) return Effect.succeed(undefined);
  return NUMBER.test(text)
    ? Effect.succeed(Number(text))
    : Effect.fail(badValue(flag, "must be a number, such as 0.8."));
};

/** The whole number that a flag's text is, from `least` to `most`. */
export const readWhole = (
  flag: string,
  text: string | undefined,
  [least, most]: readonly [number, number],
): Effect.Effect<number | undefined, UsageError> => {
  if (text === undefined) return Effect.succeed(undefined);
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most
    ? Effect.succeed(value)
    : Effect.fail(badValue(flag, `must be a whole number from ${least} to ${most}.`));
};

const SECONDS: Readonly<Record<string, number>> = { "": 1, s: 1, m: 60, h: 3_600, d: 86_400 };

const secondsOf = (text: string): number | undefined => {
  const [, digits, unit = ""] = /^(\d{1,9})(s|m|h|d)?$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits) * (SECONDS[unit] ?? 1);
};

/** The seconds that a flag's text such as `90`, `30s`, `5m`, `2h` or `1d` is. */
export const readDuration = (
  flag: string,
  text: string | undefined,
): Effect.Effect<number | undefined, UsageError> => {
  if (text === undefined) return Effect.succeed(undefined);
  const seconds = secondsOf(text);
  return seconds === undefined
    ? Effect.fail(badValue(flag, "must be a length of time, such as 30s, 5m, 2h or 1d."))
    : Effect.succeed(seconds);
};

const instantOf = (text: string, nowMillis: number): Instant | undefined => {
  const seconds = secondsOf(text);
  if (seconds !== undefined) return Instant.fromMillis(Math.max(0, nowMillis - seconds * 1_000));
  return Instant.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00Z` : text);
};

/** The instant that a flag's text is: ISO 8601 with a zone, a date (its beginning in UTC), or a length of time ago. */
export const readMoment = Effect.fnUntraced(function* (
  flag: string,
  text: string | undefined,
): Effect.fn.Return<Instant | undefined, UsageError> {
  if (text === undefined) return undefined;
  const instant = instantOf(text, yield* Clock.currentTimeMillis);
  return (
    instant ??
    (yield* badValue(flag, "must be an instant with a zone (2026-01-31T12:00Z), a date, or a time ago (2d)."))
  );
});

/** The pairs that texts of the form `name=value` are; a name that comes twice is refused. */
export const readPairs = (
  flag: string,
  texts: ReadonlyArray<string> | undefined,
): Effect.Effect<ReadonlyMap<string, string>, UsageError> => {
  const pairs = new Map<string, string>();
  for (const text of texts ?? []) {
    const at = text.indexOf("=");
    const name = text.slice(0, at);
    if (at < 1) return Effect.fail(badValue(flag, "must have the form name=value."));
    if (pairs.has(name)) return Effect.fail(badValue(flag, `gives ${name} twice; keep one of the two.`));
    pairs.set(name, text.slice(at + 1));
  }
  return Effect.succeed(pairs);
};

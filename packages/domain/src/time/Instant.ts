import type { Brand } from "effect/Brand";

/**
 * A UTC instant as text of the one form `YYYY-MM-DDTHH:MM:SS.ffffffZ` (years 0000 to 9999, microseconds), so that
 * comparing texts compares times. (domain.md section 2, timestamps)
 */
export type Instant = string & Brand<"planwright/Instant">;

const LENGTH = "YYYY-MM-DDTHH:MM:SS.ffffffZ".length;
const EARLIEST_MILLIS = Date.parse("0000-01-01T00:00:00.000Z");
const LATEST_MILLIS = Date.parse("9999-12-31T23:59:59.999Z");

const ISO =
  /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:[Zz]|([+-])(\d{2})(?::?(\d{2}))?)$/;

/** The two digits at `at` as a number, or -1 when one of them is not a digit. */
const twoDigits = (text: string, at: number): number => {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
};

const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

/** True for exactly the fixed form with a date of the calendar; leap seconds and 24:00 are not in it. */
const isInstant = (value: unknown): value is Instant => {
  if (typeof value !== "string" || value.length !== LENGTH) return false;
  const century = twoDigits(value, 0);
  const yearOfCentury = twoDigits(value, 2);
  const month = twoDigits(value, 5);
  const day = twoDigits(value, 8);
  const hour = twoDigits(value, 11);
  const minute = twoDigits(value, 14);
  const second = twoDigits(value, 17);
  return (
    century >= 0 &&
    yearOfCentury >= 0 &&
    value.charCodeAt(4) === 45 &&
    month >= 1 &&
    month <= 12 &&
    value.charCodeAt(7) === 45 &&
    day >= 1 &&
    day <= daysInMonth(century * 100 + yearOfCentury, month) &&
    value.charCodeAt(10) === 84 &&
    hour >= 0 &&
    hour <= 23 &&
    value.charCodeAt(13) === 58 &&
    minute >= 0 &&
    minute <= 59 &&
    value.charCodeAt(16) === 58 &&
    second >= 0 &&
    second <= 59 &&
    value.charCodeAt(19) === 46 &&
    twoDigits(value, 20) >= 0 &&
    twoDigits(value, 22) >= 0 &&
    twoDigits(value, 24) >= 0 &&
    value.charCodeAt(26) === 90
  );
};

/** Whole milliseconds plus 0 to 999 microseconds to the fixed form; the caller has checked the range. */
const write = (millis: number, micros: number): Instant =>
  `${new Date(millis).toISOString().slice(0, 23)}${String(micros).padStart(3, "0")}Z` as Instant;

const inRange = (millis: number): boolean => millis >= EARLIEST_MILLIS && millis <= LATEST_MILLIS;

/**
 * The instant of a Unix time in milliseconds; a fraction of a millisecond is cut off.
 * Throws a RangeError (a defect, not a failure) outside the years 0000 to 9999.
 */
const fromMillis = (millis: number): Instant => {
  const whole = Math.floor(millis);
  if (!inRange(whole)) throw new RangeError("an instant lies between the years 0000 and 9999");
  return write(whole, 0);
};

/** The Unix time in whole milliseconds; microseconds are cut off, so the order of times is kept. */
const toMillis = (instant: Instant): number => Date.parse(`${instant.slice(0, 23)}Z`);

/**
 * The instant `millis` milliseconds later (earlier when negative), microseconds kept; a fraction of a millisecond
 * is cut off. Throws a RangeError (a defect) outside the years 0000 to 9999.
 */
const addMillis = (instant: Instant, millis: number): Instant => {
  const sum = toMillis(instant) + Math.floor(millis);
  if (!inRange(sum)) throw new RangeError("an instant lies between the years 0000 and 9999");
  return write(sum, Number(instant.slice(23, 26)));
};

/**
 * Reads ISO 8601 with a zone (`Z`, `+02:00`, `+0200`, `-07`): `T`, `t` or a space between date and time, seconds
 * optional, up to 9 digits of fraction of which the first 6 count. Undefined for anything else, dates that the
 * calendar does not have and times without a zone included.
 */
const parse = (text: string): Instant | undefined => {
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const [, date, hourAndMinute, second = "00", fraction = "", sign, zoneHour = "00", zoneMinute = "00"] =
    match;
  const local = `${date}T${hourAndMinute}:${second}.${fraction.slice(0, 6).padEnd(6, "0")}Z`;
  if (!isInstant(local)) return undefined;
  if (sign === undefined) return local;
  const hours = Number(zoneHour);
  const minutes = Number(zoneMinute);
  if (hours > 23 || minutes > 59) return undefined;
  const offset = (hours * 60 + minutes) * 60_000;
  const millis = toMillis(local) + (sign === "+" ? -offset : offset);
  return inRange(millis) ? write(millis, Number(local.slice(23, 26))) : undefined;
};

/** What can be done with instants; all of it pure. */
export const Instant = { fromMillis, toMillis, addMillis, parse } as const;

export { isInstant };

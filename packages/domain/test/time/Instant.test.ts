import { describe, expect, it } from "@effect/vitest";
import { Instant, isInstant } from "../../src/time/Instant.ts";
import { between, pick } from "../json/pick.ts";

const EARLIEST = Date.parse("0000-01-01T00:00:00Z");
const LATEST = Date.parse("9999-12-31T23:59:59Z");
const anySecond = between(Math.ceil(EARLIEST / 1000) + 86_400, Math.floor(LATEST / 1000) - 86_400);
const anyMicrosecond = between(0, 999_999);

const written = (second: number, micros: number): string =>
  `${new Date(second * 1000).toISOString().slice(0, 19)}.${String(micros).padStart(6, "0")}Z`;

describe("Instant", () => {
  it.prop(
    "gives the same instant for any zone that a time is written in [M4]",
    { second: anySecond, micros: anyMicrosecond, minutes: between(-1439, 1439), colon: pick(":", "") },
    ({ second, micros, minutes, colon }) => {
      const size = Math.abs(minutes);
      const zone = `${minutes < 0 ? "-" : "+"}${String(Math.floor(size / 60)).padStart(2, "0")}${colon}${String(
        size % 60,
      ).padStart(2, "0")}`;
      const local = written(second + minutes * 60, micros).slice(0, -1) + zone;
      expect(Instant.parse(local)).toBe(written(second, micros));
    },
  );

  it.prop(
    "orders texts as it orders times",
    { a: anySecond, b: anySecond, x: anyMicrosecond, y: anyMicrosecond },
    ({ a, b, x, y }) => {
      const [left, right] = [written(a, x), written(b, y)];
      expect(left < right).toBe(a < b || (a === b && x < y));
    },
  );

  it.prop(
    "is unchanged by milliseconds there and back, and by reading its own form [M4]",
    { second: anySecond, micros: anyMicrosecond },
    ({ second, micros }) => {
      const text = written(second, micros);
      const instant = Instant.parse(text);
      expect(instant).toBe(text);
      if (!isInstant(instant)) throw new Error("the fixed form was not recognised");
      const millis = Instant.toMillis(instant);
      expect(millis).toBe(second * 1000 + Math.floor(micros / 1000));
      expect(Instant.fromMillis(millis)).toBe(written(second, Math.floor(micros / 1000) * 1000));
      expect(Instant.addMillis(Instant.addMillis(instant, 90_000), -90_000)).toBe(instant);
      expect(Instant.addMillis(instant, 1000)).toBe(written(second + 1, micros));
    },
  );

  it.each([
    ["2026-02-28T23:30:00+01:00", "2026-02-28T22:30:00.000000Z"],
    ["2024-02-29T12:00:00.1234567Z", "2024-02-29T12:00:00.123456Z"],
    ["2024-12-31T23:59:59.999999999-00:30", "2025-01-01T00:29:59.999999Z"],
    ["2026-01-02 03:04:05z", "2026-01-02T03:04:05.000000Z"],
    ["2026-01-02t03:04Z", "2026-01-02T03:04:00.000000Z"],
    ["2026-01-02T03:04:05,5+02", "2026-01-02T01:04:05.500000Z"],
    ["0000-01-01T00:00:00Z", "0000-01-01T00:00:00.000000Z"],
    ["9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"],
  ])("reads %s", (text, instant) => {
    expect(Instant.parse(text)).toBe(instant);
  });

  it.each([
    "",
    "2026-01-02",
    "2026-01-02T03:04:05",
    "2026-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-00-10T00:00:00Z",
    "2026-13-10T00:00:00Z",
    "2026-01-00T00:00:00Z",
    "2026-01-02T24:00:00Z",
    "2026-01-02T23:60:00Z",
    "2026-01-02T23:59:60Z",
    "2026-01-02T03:04:05.Z",
    "2026-01-02T03:04:05.1234567890Z",
    "2026-01-02T03:04:05+24:00",
    "2026-01-02T03:04:05+02:60",
    "2026-01-02T03:04:05Z\n",
    " 2026-01-02T03:04:05Z",
    "+002026-01-02T03:04:05Z",
    "0000-01-01T00:00:00+00:01",
    "9999-12-31T23:59:59-00:01",
    "２026-01-02T03:04:05Z",
  ])("does not read %j", (text) => {
    expect(Instant.parse(text)).toBeUndefined();
  });

  it("knows the fixed form from everything that is close to it", () => {
    const good = "2024-02-29T23:59:59.000001Z";
    expect(isInstant(good)).toBe(true);
    for (const at of good.split("").keys()) {
      for (const wrong of ["x", " ", "/", ":", "\u0661", ""]) {
        const text = good.slice(0, at) + wrong + good.slice(at + 1);
        expect([text, isInstant(text)]).toEqual([text, text === good]);
      }
    }
    const bad = ["2023-02-29T00:00:00.000000Z", "2024-02-30T00:00:00.000000Z", "2024-01-32T00:00:00.000000Z"];
    for (const text of [...bad, "2024-01-01T24:00:00.000000Z", `${good}Z`])
      expect([text, isInstant(text)]).toEqual([text, false]);
    for (const value of [null, undefined, 0, [good], new Date()]) expect(isInstant(value)).toBe(false);
    expect(isInstant("2000-02-29T00:00:00.000000Z")).toBe(true);
  });

  it("takes milliseconds outside of four-digit years for a defect", () => {
    expect(Instant.fromMillis(LATEST)).toBe("9999-12-31T23:59:59.000000Z");
    expect(Instant.fromMillis(EARLIEST)).toBe("0000-01-01T00:00:00.000000Z");
    expect(Instant.fromMillis(1.9)).toBe("1970-01-01T00:00:00.001000Z");
    expect(Instant.fromMillis(-1)).toBe("1969-12-31T23:59:59.999000Z");
    for (const millis of [LATEST + 1000, EARLIEST - 1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => Instant.fromMillis(millis)).toThrow(RangeError);
    }
    expect(() => Instant.addMillis(Instant.fromMillis(LATEST), 1000)).toThrow(RangeError);
  });
});

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@effect/vitest";
import * as Arbitrary from "effect/Arbitrary";
import * as Result from "effect/Result";
import { canonicalJson } from "../../src/json/canonicalJson.ts";
import { parseJson } from "../../src/json/parseJson.ts";
import { BUILT_INS, findBuiltIn } from "../../src/profile/builtIns.ts";
import type { Profile } from "../../src/profile/Profile.ts";
import {
  type Captured,
  MAX_SNAPSHOT_BYTES,
  ProfileSnapshot,
  type SnapshotParts,
} from "../../src/profile/ProfileSnapshot.ts";
import { PROVENANCES } from "../../src/profile/Provenance.ts";
import { normalizeProfile, profileText } from "../../src/profile/writeProfile.ts";
import { Instant } from "../../src/time/Instant.ts";
import { anyJson } from "../json/anyJson.ts";
import { between, pick } from "../json/pick.ts";
import { anyProfile } from "./anyProfile.ts";
import { sha256 } from "./sha256.ts";

const balanced: Profile = findBuiltIn("balanced") ?? Object.assign({});
const at = Instant.fromMillis(Date.UTC(2026, 10, 24, 13, 0, 0, 123));
const parts: SnapshotParts = {
  profile: balanced,
  provenance: "global",
  resolution: {
    plan: null,
    action: null,
    project: null,
    projects: [],
    global: "balanced",
    global_source: "default",
    safety_profile: null,
  },
  resolvedAt: at,
};

const make = (more: Partial<SnapshotParts> = {}) =>
  Result.getOrThrow(ProfileSnapshot.make({ ...parts, ...more }, sha256));
const read = (text: string) => ProfileSnapshot.read(text, sha256);
const problem = (text: string): string | undefined => {
  const result = ProfileSnapshot.validate(text, sha256);
  if (Result.isSuccess(result)) return undefined;
  const { reason } = result.failure;
  return reason._tag === "BadSnapshot" ? reason.problem : reason._tag;
};
const isCaptured = (text: string): boolean => read(text)._tag === "Captured";
const text = make().captured.text;

/** The snapshot with `"zone":` and a value of our own in front of its end. */
const withExtra = (value: string): string => `${text.slice(0, -1)},"zone":${value}}`;

const anyParts: Arbitrary.Arbitrary<SnapshotParts> = Arbitrary.all({
  profile: anyProfile,
  provenance: pick(...PROVENANCES),
  resolution: Arbitrary.map(anyJson, (value) => ({ said: value })),
  resolvedAt: Arbitrary.map(between(0, 2 ** 31), (second) => Instant.fromMillis(second * 1000)),
});

describe("ProfileSnapshot", () => {
  it("is canonical JSON of the form that the golden file has", () => {
    const golden = readFileSync(
      fileURLToPath(new URL("../golden/snapshots/balanced.json", import.meta.url)),
      "utf8",
    ).trimEnd();
    expect(text).toBe(golden);
    expect(read(golden)).toEqual({
      _tag: "Captured",
      ...parts,
      digest: make().captured.digest,
      text,
      length: text.length,
    });
    expect(make().captured.digest).toBe("85b1ce79b4e7814b9c8632d27784fc65426b57ffb07e21e7793e7aa43a6508f0");
  });

  it.prop("gives back what it was made of [S1]", [anyParts], ([given]) => {
    const { captured, profileText: alone } = make(given);
    expect(captured.profile).toEqual(normalizeProfile(given.profile));
    expect([captured.provenance, captured.resolvedAt]).toEqual([given.provenance, given.resolvedAt]);
    expect(Result.getOrThrow(canonicalJson(captured.resolution))).toBe(
      Result.getOrThrow(canonicalJson(given.resolution)),
    );
    expect(read(captured.text)).toEqual(captured);
    const parsed = Result.getOrThrow(parseJson(captured.text, { maxDepth: 64 }));
    expect(Result.getOrThrow(canonicalJson(parsed))).toBe(captured.text);
    expect(captured.digest).toBe(sha256(alone));
    expect(alone).toBe(profileText(captured.profile));
    expect(captured.text).toContain(`"profile":${alone}`);
  });

  it.prop(
    "has equal digests for equal rules, whoever chose them and in whatever order they are listed",
    [anyParts, anyParts],
    ([a, b]) => {
      const { guards } = a.profile;
      const reordered: Profile = {
        ...a.profile,
        guards: guards && {
          ...guards,
          toolDenylist: [...guards.toolDenylist, ...guards.toolDenylist].reverse(),
        },
      };
      expect(make({ ...b, profile: reordered }).captured.digest).toBe(make(a).captured.digest);
      const other: Profile = { ...a.profile, safety: { ...a.profile.safety, maxRetriesPerStep: 99 } };
      expect(make({ ...a, profile: other }).captured.digest).not.toBe(make(a).captured.digest);
    },
  );

  it("shows a row without a snapshot as not captured, and only exactly that text", () => {
    expect(read("{}")).toEqual({ _tag: "NotCaptured", length: 2 });
    expect(problem("{}")).toBe("not_captured");
    for (const other of ["{ }", " {}", "{}\n"])
      expect(read(other)).toEqual({ _tag: "Damaged", length: other.length });
  });

  it.each<readonly [string, string]>([
    ["empty", ""],
    ["not_json", " "],
    ["not_json", "not JSON"],
    ["not_json", text.slice(0, -1)],
    ["not_json", `${text}x`],
    ["not_json", text.replace('"provenance":"global"', '"provenance":"global","provenance":"plan"')],
    ["not_json", text.replace('"auto_apply":1', '"auto_apply":1,"auto_apply":0')],
    ["not_json", text.replace("Planning", "\\ud800")],
    ["not_json", text.replace("Planning", "\ud800")],
    ["not_an_object", "null"],
    ["not_an_object", "[]"],
    ["not_an_object", '"{}"'],
    ["not_an_object", "7"],
    ["wrong_form", "{ }"],
    ["wrong_form", '{"profile":null}'],
    ["wrong_form", '{"__proto__":{"format":"planwright.profile-snapshot/1"}}'],
    ["wrong_form", text.replace("snapshot/1", "snapshot/2")],
    ["wrong_form", text.replace('"provenance":"global"', '"provenance":"user"')],
    ["wrong_form", text.replace('"provenance":"global",', "")],
    ["wrong_form", text.replace(/"resolved_at":"[^"]*"/, '"resolved_at":"2026-02-30T00:00:00.000000Z"')],
    ["wrong_form", text.replace(/"resolved_at":"[^"]*"/, '"resolved_at":1')],
    ["wrong_form", text.replace(/"resolution":\{.*?\}/, '"resolution":[]')],
    ["wrong_form", text.replace('"auto_apply":1,', "")],
    ["wrong_form", text.replace('"auto_apply":1', '"auto_apply":1.5')],
    ["wrong_form", text.replace('"auto_apply":1', '"auto_apply":1,"auto_future":0')],
    ["wrong_form", text.replace('"schema_version":"1.0"', '"schema_version":"1.1"')],
    ["too_deep", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    ["too_deep", withExtra(`${"[".repeat(100_000)}${"]".repeat(100_000)}`)],
    ["too_large", `${"[".repeat(200_000)}${"]".repeat(200_000)}`],
    ["too_deep", withExtra("[".repeat(200_000))],
    ["too_large", " ".repeat(MAX_SNAPSHOT_BYTES + 1)],
  ])("refuses on write and finds damaged on read: %s [S4] [S5]", (wanted, bad) => {
    expect(problem(bad)).toBe(wanted);
    expect(read(bad)).toEqual({ _tag: "Damaged", length: bad.length });
  });

  it("allows 64 levels and not 65, the snapshot itself being the first [S4]", () => {
    const nested = (levels: number): string =>
      withExtra(`${"[".repeat(levels - 1)}${"]".repeat(levels - 1)}`);
    expect([isCaptured(nested(64)), problem(nested(64))]).toEqual([true, undefined]);
    expect([isCaptured(nested(65)), problem(nested(65))]).toEqual([false, "too_deep"]);
  });

  it("allows 256 KiB of UTF-8 and not one byte more [S4]", () => {
    expect(MAX_SNAPSHOT_BYTES).toBe(256 * 1024);
    for (const [filler, bytes] of [
      ["x", 1],
      ["é", 2],
      ["漢", 3],
      ["🙂", 4],
    ] as const) {
      const room = MAX_SNAPSHOT_BYTES - new TextEncoder().encode(withExtra('""')).length;
      const full = filler.repeat(Math.floor(room / bytes)) + "x".repeat(room % bytes);
      const fits = withExtra(`"${full}"`);
      expect(new TextEncoder().encode(fits).length).toBe(MAX_SNAPSHOT_BYTES);
      expect([isCaptured(fits), problem(fits)]).toEqual([true, undefined]);
      expect([isCaptured(withExtra(`"${full}x"`)), problem(withExtra(`"${full}x"`))]).toEqual([
        false,
        "too_large",
      ]);
    }
  });

  it("refuses to make what would not be read", () => {
    const tooLarge = ProfileSnapshot.make(
      { ...parts, resolution: { said: "x".repeat(MAX_SNAPSHOT_BYTES) } },
      sha256,
    );
    expect(Result.isFailure(tooLarge) && tooLarge.failure.reason).toMatchObject({ problem: "too_large" });
    const noText = ProfileSnapshot.make({ ...parts, resolution: { said: "\ud800" } }, sha256);
    expect(Result.isFailure(noText) && noText.failure.reason).toMatchObject({ problem: "wrong_form" });
    const deep = JSON.parse(`{"a":${"[".repeat(63)}${"]".repeat(63)}}`);
    const tooDeep = ProfileSnapshot.make({ ...parts, resolution: deep }, sha256);
    expect(Result.isFailure(tooDeep) && tooDeep.failure.reason).toMatchObject({ problem: "too_deep" });
  });

  it("ignores what it does not know beside the profile", () => {
    const more = withExtra('{"__proto__":{"profile":1}}');
    expect(read(more)).toMatchObject({
      _tag: "Captured",
      profile: balanced,
      text: more,
      length: more.length,
    });
  });

  const put = pick(
    "",
    '"',
    "\\",
    "{",
    "}",
    "[",
    ",",
    ":",
    "0",
    "null",
    "\u0000",
    "\ud800",
    "🙂",
    ' "a":1,',
    '"format":"x",',
  );

  it.prop(
    "is read exactly when it may be written, whatever was done to it [S6]",
    { given: anyParts, from: between(0, 1500), removed: between(0, 20), put },
    ({ given, from, removed, put }) => {
      const whole = make(given).captured.text;
      const start = Math.min(from, whole.length);
      const changed = whole.slice(0, start) + put + whole.slice(start + removed);
      const found = read(changed);
      expect([changed, found._tag === "Captured"]).toEqual([changed, problem(changed) === undefined]);
      if (found._tag !== "Captured") expect(found).toEqual({ _tag: "Damaged", length: changed.length });
      else expect(isTrue(found, changed)).toBe(true);
    },
    { arbitrary: { runs: 1500 } },
  );

  it("parses equal rules once: the profile is shared and cannot be changed [S2] [S7]", () => {
    const later = make({ resolvedAt: Instant.addMillis(at, 5000) }).captured;
    const first = read(text);
    const second = read(later.text);
    if (first._tag !== "Captured" || second._tag !== "Captured") throw new Error("a snapshot was not read");
    expect(second.profile).toBe(first.profile);
    expect(second.resolvedAt).toBe(Instant.addMillis(at, 5000));
    expect([first.text, second.text]).toEqual([text, later.text]);
    for (const part of [first.profile, first.profile.thresholds, first.profile.safety, first.resolution]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  it("remembers nothing that would make a later text another one", () => {
    const head = text.slice(0, text.lastIndexOf(',"resolved_at"'));
    expect(isCaptured(text)).toBe(true);
    for (const end of [
      ',"resolved_at":"2026-13-01T00:00:00.000000Z"}',
      ',"resolved_at":"2026-01-01T00:00:00.000000Z"',
      ',"resolved_at":"2026-01-01T00:00:00.000000Z"}}',
      ',"resolved_at":"2026-01-01T00:00:00.000000Z","resolved_at":"2026-01-01T00:00:00.000000Z"}',
      ',"resolved_au":"2026-01-01T00:00:00.000000Z"}',
      ',"resolved_at":"2026-01-01T00:00:00.000000Z"]',
      "}",
    ]) {
      expect([end, isCaptured(head + end)]).toEqual([end, false]);
    }
    expect(read(`${head},"resolved_at":"2026-01-01T00:00:00.000000Z"}`)).toMatchObject({
      resolvedAt: "2026-01-01T00:00:00.000000Z",
    });
  });

  it("forgets old rules again and still reads them", () => {
    const texts = Array.from({ length: 600 }, (_, index) => make({ resolution: { index } }).captured.text);
    for (const each of [...texts, ...texts.slice(0, 10)]) {
      expect(read(each)).toMatchObject({
        _tag: "Captured",
        text: each,
        resolution: JSON.parse(each).resolution,
      });
    }
  });

  it("tells the length of a bad snapshot and nothing of it [L1]", () => {
    for (const bad of ["MARKER", '{"MARKER":"MARKER"}', withExtra('"MARKER\\x"')]) {
      const result = ProfileSnapshot.validate(bad, sha256);
      const message = Result.isFailure(result) ? result.failure.message : "";
      expect(message).toContain(`${bad.length} characters`);
      expect(message + JSON.stringify([result, read(bad)])).not.toContain("MARKER");
    }
  });

  it("reads the built-in profiles of its own making", () => {
    for (const profile of BUILT_INS) expect(make({ profile }).captured.profile).toEqual(profile);
  });
});

/** What was read says the same as the text, judged by another reader. */
const isTrue = (found: Captured, source: string): boolean => {
  const value = JSON.parse(source);
  return (
    found.text === source &&
    value.resolved_at === found.resolvedAt &&
    value.provenance === found.provenance &&
    value.profile.name === found.profile.name &&
    Result.getOrThrow(canonicalJson(value.profile)) === profileText(found.profile)
  );
};

import { describe, expect, it } from "@effect/vitest";
import * as Arbitrary from "effect/Arbitrary";
import * as Result from "effect/Result";
import { isDamaged } from "../../src/json/Damaged.ts";
import { BUILT_INS } from "../../src/profile/builtIns.ts";
import { MAX_PROFILE_REF_LENGTH, ProfileRef } from "../../src/profile/ProfileRef.ts";
import { PROVENANCES } from "../../src/profile/Provenance.ts";
import { between, pick } from "../json/pick.ts";

const { read, validate, write } = ProfileRef;
const global = (name: string): ProfileRef => ({ name, provenance: "global" });
const damaged = (text: string) => ({ _tag: "Damaged", length: text.length });

const WHITE_SPACE = ["\t", "\n", "\u000b", "\f", "\r", " "];

const DAMAGED: ReadonlyArray<readonly [string, string]> = [
  ["K2", ""],
  ...WHITE_SPACE.map((space) => ["K3", space] as const),
  ["K3", WHITE_SPACE.join("")],
  ["K7", '{"profile_name":"balanced","provenance":"gl'],
  ["K7", "{"],
  ["K7", '{"profile_name":"balanced","provenance":"global"'],
  ["K8", '{"provenance":"plan"}'],
  ["K8", "{}"],
  ["K9", '{"profile_name":"balanced"}'],
  ["K10", '{"profile_name":"balanced","provenance":"user"}'],
  ["K10", '{"profile_name":"balanced","provenance":""}'],
  ["K10", '{"profile_name":"balanced","provenance":"Plan"}'],
  ["K10", '{"profile_name":"balanced","provenance":"toString"}'],
  ["K11", '{"profile_name":"","provenance":"plan"}'],
  ["K12", `${"[".repeat(200_000)}${"]".repeat(200_000)}`],
  ["K12", `{"profile_name":${"[".repeat(200_000)}${"]".repeat(200_000)},"provenance":"plan"}`],
  ["K12", '{"a":'.repeat(200_000)],
  ["K13", "[]"],
  ["K13", "[1"],
  ["K13", ' ["balanced"]'],
  ["K13", '""'],
  ["K13", '"supervised'],
  ["K13", '"supervised"x'],
  ["K13", '"super"vised"'],
  ["K13", '"\\x"'],
  ["K14", '{"profile_name":"a","provenance":"plan","extra":1}'],
  ["K14", '{"profile_name":1,"provenance":"plan"}'],
  ["K14", '{"profile_name":null,"provenance":"plan"}'],
  ["K14", '{"profile_name":["a"],"provenance":"plan"}'],
  ["K14", '{"profile_name":"a","provenance":["plan"]}'],
  ["K14", '{"__proto__":{"profile_name":"a","provenance":"plan"}}'],
  ["K14", '{"profile_name":"a","provenance":"plan","__proto__":"b"}'],
  ["K14", '{"__proto__":"plan","profile_name":"a"}'],
  ["K14", '{"profile_name":"a","provenance":"plan","profile_name":"a"}'],
  ["K14", '{"profile_name":"a","profile_name":"a"}'],
  ["K14", '{"profile_name":"a","provenance":"plan","provenance":"plan"}'],
  ["K14", '{"profile_name":"a","\\u0070rofile_name":"b","provenance":"plan"}'],
  ["K14", '{"profile_name":"a","provenance":"plan"}{}'],
  ["K14", '{"profile_name":"a","provenance":"plan",}'],
  ["K14", '\u000b{"profile_name":"a","provenance":"plan"}'],
  ["K14", '{"profile_name":"a",\f"provenance":"plan"}'],
  ["K14", "{'profile_name':'a','provenance':'plan'}"],
];

const READABLE: ReadonlyArray<readonly [string, string, ProfileRef]> = [
  ["K4", "balanced", global("balanced")],
  ...BUILT_INS.map(({ name }) => ["K5", name, global(name)] as const),
  ["K6", "team/careful", global("team/careful")],
  ["K6", " balanced ", global(" balanced ")],
  ["K6", "\u00a0", global("\u00a0")],
  ["K6", "\ufeff{}", global("\ufeff{}")],
  ["K6", "balanced\0", global("balanced\0")],
  ["K6", "x".repeat(10_000), global("x".repeat(10_000))],
  ["K13", "123", global("123")],
  ["K13", "null", global("null")],
  ["K13", "true", global("true")],
  ["K13", '"supervised"', global("supervised")],
  ["K13", ' "super\\u0076ised" ', global("supervised")],
  ["K13", '" "', global(" ")],
  ["K15", '{"profile_name":"balanced","provenance":"global"}', global("balanced")],
  ["K15", '{"profile_name":"balanced","provenance":"plan"}', { name: "balanced", provenance: "plan" }],
  ["K16", ' {\n"provenance" : "action",\t"profile_name":"a\\/b"}\r', { name: "a/b", provenance: "action" }],
];

describe("ProfileRef", () => {
  it.each(
    DAMAGED.map(([row, text]) => [row, text.length > 80 ? `${text.length} characters` : text, text] as const),
  )("finds damaged, row %s: %j [P1]", (_row, _shown, text) => {
    expect(read(text)).toEqual(damaged(text));
    expect(Result.isFailure(validate(text))).toBe(true);
  });

  it.each(READABLE.map(([row, text, ref]) => [row, text.slice(0, 60), text, ref] as const))(
    "reads, row %s: %j [P1]",
    (_row, _shown, text, ref) => {
      expect(read(text)).toEqual(ref);
      expect(Result.getOrThrow(validate(text))).toEqual(ref);
    },
  );

  it("has one written form with the keys in their order, the same bytes every time [P4]", () => {
    expect(write({ provenance: "plan", name: "balanced" })).toBe(
      '{"profile_name":"balanced","provenance":"plan"}',
    );
    expect(write(global('a "b" \\ \n é 🙂 \ud800'))).toBe(
      '{"profile_name":"a \\"b\\" \\\\ \\n é 🙂 \\ud800","provenance":"global"}',
    );
  });

  it("tells the default that was chosen from the one that nobody chose [P3]", () => {
    const chosen = write({ name: "balanced", provenance: "plan" });
    const unset = write({ name: "balanced", provenance: "global" });
    expect(chosen).not.toBe(unset);
    expect(read(chosen)).not.toEqual(read(unset));
  });

  const anyName = Arbitrary.map(
    Arbitrary.array(pick("a", " ", "{", '"', "\\", "\0", "é", "🙂", "\ud800", "[", "\n"), {
      minLength: 1,
      maxLength: 8,
    }),
    (parts) => parts.join(""),
  );
  const anyProvenance = pick(...PROVENANCES);

  it.prop(
    "gives back every reference that it writes [P1]",
    { name: anyName, provenance: anyProvenance },
    (ref) => {
      expect(read(write(ref))).toEqual(ref);
    },
  );

  it("leaves a text of more than 4,096 characters that looks like JSON unread, and only such a text", () => {
    const object = (length: number) => `{"profile_name":"${"a".repeat(length - 39)}","provenance":"plan"}`;
    const string = (length: number) => `"${"a".repeat(length - 2)}"`;
    for (const make of [object, string]) {
      expect(make(4096)).toHaveLength(MAX_PROFILE_REF_LENGTH);
      expect(isDamaged(read(make(4096)))).toBe(false);
      expect(read(make(4097))).toEqual({ _tag: "Damaged", length: 4097 });
    }
    expect(isDamaged(read("a".repeat(4097)))).toBe(false);
    expect(isDamaged(read(` ${string(4096)}`))).toBe(true);
  });

  /** Members of an object in the order in which they are written, some of them hostile. */
  const member = Arbitrary.all({
    key: pick("profile_name", "provenance", "\\u0070rovenance", "extra", "__proto__", ""),
    value: pick('"plan"', '"global"', '"x"', '""', "1", "null", "{}", '["plan"]', '"\\u0070lan"'),
    space: pick("", " ", "\n\t", "\u000b"),
  });

  it.prop(
    "reads objects by their members, reader and validator alike [S6]",
    [Arbitrary.array(member, { maxLength: 3 })],
    ([members]) => {
      const text = `{${members.map(({ key, value, space }) => `${space}"${key}"${space}:${value}`).join(",")}}`;
      const decoded = members.map(({ key, value }) => [JSON.parse(`"${key}"`), JSON.parse(value)] as const);
      const find = (wanted: string) => decoded.filter(([key]) => key === wanted).map(([, value]) => value);
      const [names, provenances] = [find("profile_name"), find("provenance")];
      const [name, provenance] = [names[0], provenances[0]];
      const good =
        members.length === 2 &&
        names.length === 1 &&
        provenances.length === 1 &&
        members.every(({ space }) => space !== "\u000b") &&
        typeof name === "string" &&
        name !== "" &&
        ["plan", "action", "project", "global"].includes(provenance);
      expect([text, read(text)]).toEqual([text, good ? { name, provenance } : damaged(text)]);
      expect(Result.isSuccess(validate(text))).toBe(good);
    },
    { arbitrary: { runs: 2000 } },
  );

  it.prop(
    "never throws, and damages exactly what the rule of one line says [P1]",
    {
      start: pick("", " ", "\t\u000b\f\r\n", "\u00a0"),
      text: anyName,
      cut: between(0, 50),
      provenance: anyProvenance,
    },
    ({ start, text, cut, provenance }) => {
      const written = write({ name: text, provenance });
      for (const candidate of [
        start + text,
        start + written.slice(0, cut),
        `${start}"${text}`,
        `${start}[${text}`,
      ]) {
        const first = candidate.replace(/^[\t-\r ]*/u, "").charAt(0);
        const found = read(candidate);
        expect(Result.isSuccess(validate(candidate))).toBe(!isDamaged(found));
        if (first === "" || first === "[") expect(found).toEqual(damaged(candidate));
        else if (first !== "{" && first !== '"') expect(found).toEqual(global(candidate));
      }
    },
  );

  it("tells the length of a damaged reference and nothing of it [L1]", () => {
    const text = '{"MARKER":"MARKER"}';
    const result = validate(text);
    expect(Result.isFailure(result) ? result.failure.message : "").toContain("19 characters");
    expect(JSON.stringify([result, read(text)])).not.toContain("MARKER");
  });
});

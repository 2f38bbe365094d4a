import { describe, expect, it } from "@effect/vitest";
import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import * as SchemaIssue from "effect/SchemaIssue";
import { decodeProfileFile } from "../../src/profile/decodeProfile.ts";
import { ProfileFile, ProfileFileShape } from "../../src/profile/ProfileFile.ts";
import { THRESHOLDS } from "../../src/profile/Threshold.ts";
import { writeProfile } from "../../src/profile/writeProfile.ts";
import { pick } from "../json/pick.ts";
import { anyProfile } from "./anyProfile.ts";

const decode = Schema.decodeUnknownResult(ProfileFile);
const fitsShape = (input: unknown): boolean =>
  Result.isSuccess(Schema.decodeUnknownResult(ProfileFileShape, { onExcessProperty: "error" })(input));

describe("ProfileFile", () => {
  it.prop("decodes what it encodes, and encodes what files hold", [anyProfile], ([profile]) => {
    const encoded = Schema.encodeSync(ProfileFile)(profile);
    expect(encoded).toEqual(writeProfile(profile));
    expect(decode(encoded)).toEqual(Result.succeed(profile));
  });

  it("fails with the issues of decodeProfileFile, without the input", () => {
    const input = { name: "x", auto_apply: "MARKER", safety: { require_sandbox: 1 } };
    const [ours, theirs] = [decodeProfileFile(input), decode(input)];
    if (Result.isSuccess(ours) || Result.isSuccess(theirs)) throw new Error("it was accepted");
    const { reason } = ours.failure;
    const format = SchemaIssue.makeFormatterStandardSchemaV1();
    expect(format(theirs.failure.issue).issues).toEqual(reason._tag === "Invalid" ? reason.issues : []);
    expect(String(theirs.failure)).not.toContain("MARKER");
  });

  it("fails for a built-in's name and for what is no object", () => {
    for (const input of [{ name: "manual" }, null, []]) expect(Result.isFailure(decode(input))).toBe(true);
  });

  const anyValue = pick<unknown>(
    0.5,
    2,
    -1,
    "x",
    "",
    true,
    null,
    [],
    ["git"],
    [""],
    [1],
    {},
    { a: 1 },
    3,
    1.5,
    "1.0",
    "custom",
  );
  const anyKey = pick(
    ...(Object.keys(ProfileFileShape.fields).filter((key) => key !== "name") as [string, ...Array<string>]),
    "safety",
    "unknown",
  );

  it.prop(
    "has a shape that agrees with what is accepted, one key changed",
    { profile: anyProfile, key: anyKey, value: anyValue },
    ({ profile, key, value }) => {
      const file = { ...writeProfile(profile), [key]: value };
      const alias = THRESHOLDS.find((threshold) => threshold.alias === key);
      const costs = key === "max_cost_per_plan" || key === "max_total_cost";
      if (alias !== undefined || costs) return;
      expect([key, value, fitsShape(file)]).toEqual([key, value, Result.isSuccess(decodeProfileFile(file))]);
    },
    { arbitrary: { runs: 1000 } },
  );

  it("has a JSON Schema that names every key", () => {
    const document = JSON.stringify(Schema.toJsonSchemaDocument(ProfileFileShape));
    for (const { name, alias } of THRESHOLDS) {
      expect(document).toContain(`"${name}"`);
      expect(document).toContain(`"${alias}"`);
    }
  });
});

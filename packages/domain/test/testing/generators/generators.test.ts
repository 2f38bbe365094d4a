import { expect, it } from "@effect/vitest";
import * as Arbitrary from "effect/Arbitrary";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { parseName } from "../../../src/name/QualifiedName.ts";
import { readProfile } from "../../../src/profile/readProfile.ts";
import { writeProfile } from "../../../src/profile/writeProfile.ts";
import { isInstant } from "../../../src/time/Instant.ts";
import { anyAction } from "../../../testing/generators/actions.ts";
import { anyInstant } from "../../../testing/generators/instants.ts";
import { qualifiedName } from "../../../testing/generators/names.ts";
import { fullPlanFields, planFields } from "../../../testing/generators/plans.ts";
import { anyProfile } from "../../../testing/generators/profiles.ts";
import { decisionFields, eventFields } from "../../../testing/generators/records.ts";
import { anySnapshot } from "../../../testing/generators/snapshots.ts";
import { text } from "../../../testing/generators/text.ts";

/** No U+0000, no half of a surrogate pair, no -0, NaN or infinity: what every store can hold and give back. */
const isStorable = (value: unknown): boolean => {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\0");
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner));
};

it.prop(
  "plans, actions, decisions and events hold only what every store can hold",
  [planFields, anyAction, decisionFields, eventFields],
  (values) => {
    expect(isStorable(values)).toBe(true);
  },
);

it.prop("full plans have every field set [M1]", [fullPlanFields], ([plan]) => {
  const { actors, times, ...rest } = plan;
  for (const group of [rest, actors, times]) {
    for (const [field, value] of Object.entries(group))
      expect({ field, value }).not.toEqual({ field, value: null });
  }
  expect(plan.projects.every((project) => project.alias !== null)).toBe(true);
});

it.prop("profiles are what the ledger would read back", [anyProfile], ([profile]) => {
  expect(readProfile(writeProfile(profile), "stored")).toEqual(Result.succeed(profile));
});

it.prop("snapshots are captured", [anySnapshot], ([snapshot]) => {
  expect(snapshot.captured._tag).toBe("Captured");
});

it.prop("names and instants are of their form", [qualifiedName, anyInstant], ([name, instant]) => {
  expect(Result.isSuccess(parseName(name))).toBe(true);
  expect(isInstant(instant)).toBe(true);
});

it.effect("texts are hostile: quotes, controls, pairs, other scripts and the empty text turn up", () =>
  Effect.gen(function* () {
    const texts = yield* Arbitrary.sampleEffect(text(), { count: 2_000, seed: 1 });
    const joined = texts.join("");
    for (const trap of ["'", '"', "\\", "%", "\n", "\u001b", "😀", "日", "\u202e", "__proto__", "null"]) {
      expect({ trap, found: joined.includes(trap) }).toEqual({ trap, found: true });
    }
    expect(texts).toContain("");
  }),
);

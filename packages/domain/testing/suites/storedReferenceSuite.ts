import { describe, expect } from "@effect/vitest";
import * as Arbitrary from "effect/Arbitrary";
import * as Effect from "effect/Effect";
import type { Plan } from "../../src/plan/Plan.ts";
import { ProfileRef } from "../../src/profile/ProfileRef.ts";
import { oneOf } from "../generators/choose.ts";
import { anyProfileRef } from "../generators/profiles.ts";
import { text } from "../generators/text.ts";
import { makePlanFactory } from "../planFactory.ts";
import { given, stored } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { PROFILE_TEXTS, readingOf } from "./profileTexts.ts";
import { planColumn, rawAccess } from "./raw.ts";
import { expectConflict, read, write } from "./units.ts";

const update = (before: Plan, after: Plan) => write((stores) => stores.plans.update(before, after));

/** The column `automation_profile` as text: table K through the repository (domain.md section 8). */
export const storedReferenceSuite = (name: string, layer: LedgerLayer): void => {
  describe(`stored profile references on ${name}`, () => {
    const { it, prop } = ledgerTests(layer);
    const factory = makePlanFactory();

    const columnOf = (plan: Plan) => planColumn(plan.planId, "automation_profile");

    /** Saves the plan as it was read, twice, with something else changed. */
    const saveTwice = (plan: Plan) =>
      Effect.gen(function* () {
        for (const description of ["once", "twice"]) {
          const before = yield* stored(plan.planId);
          if (before === null) throw new Error("the plan is gone");
          expect(yield* update(before, { ...before, description, version: before.version + 1 })).toBe(true);
        }
      });

    for (const profileText of PROFILE_TEXTS) {
      it(`${profileText.title} reads as ${profileText.ref === null ? "damaged" : "a name"} and survives updates [P1] [P2] [P7]`, () =>
        Effect.gen(function* () {
          const raw = yield* rawAccess;
          const [plan, other] = [factory.plan(), factory.plan()];
          yield* given(plan, other);
          yield* raw.plant(columnOf(plan), profileText.text);
          const expected = { ...plan, automationProfile: readingOf(profileText) };
          expect(yield* stored(plan.planId)).toEqual(expected);
          const listed = yield* read((stores) => stores.plans.list({}, { limit: 10 }));
          expect(listed.map((item) => item.plan)).toEqual([other, expected]);
          yield* saveTwice(plan);
          expect(yield* raw.read(columnOf(plan))).toEqual([profileText.text]);
          expect(yield* stored(plan.planId)).toEqual({ ...expected, description: "twice", version: 3 });
        }));
    }

    it("refuses NULL as a Conflict (K1) [P1]", () =>
      Effect.gen(function* () {
        const raw = yield* rawAccess;
        const plan = factory.plan();
        yield* given(plan);
        yield* expectConflict(raw.update(columnOf(plan), null));
        expect(yield* raw.read(columnOf(plan))).toEqual([
          ProfileRef.write({ name: "balanced", provenance: "global" }),
        ]);
      }));

    prop(
      "reads any text as the domain's reader does, and saving the plan changes nothing of it [P2]",
      oneOf([
        text(),
        Arbitrary.map(anyProfileRef, ProfileRef.write),
        Arbitrary.map(text(), (tail) => `{"profile_name":${tail}`),
      ]),
      (any) =>
        Effect.gen(function* () {
          const raw = yield* rawAccess;
          const plan = factory.plan();
          yield* given(plan);
          yield* raw.plant(columnOf(plan), any);
          expect((yield* stored(plan.planId))?.automationProfile).toEqual(ProfileRef.read(any));
          yield* saveTwice(plan);
          expect(yield* raw.read(columnOf(plan))).toEqual([any]);
        }),
    );

    prop("is written in one form by create and by update [P4]", anyProfileRef, (automationProfile) =>
      Effect.gen(function* () {
        const raw = yield* rawAccess;
        const created = factory.plan({ automationProfile });
        const updated = factory.plan();
        yield* given(created, updated);
        expect(yield* update(updated, { ...updated, automationProfile, version: 2 })).toBe(true);
        const text = ProfileRef.write(automationProfile);
        expect(yield* raw.read(columnOf(created))).toEqual([text]);
        expect(yield* raw.read(columnOf(updated))).toEqual([text]);
      }),
    );

    it("tells the default that nobody chose from the default that somebody chose (K15) [P3]", () =>
      Effect.gen(function* () {
        const raw = yield* rawAccess;
        const unset = factory.plan({ automationProfile: { name: "balanced", provenance: "global" } });
        const chosen = factory.plan({ automationProfile: { name: "balanced", provenance: "plan" } });
        yield* given(unset, chosen);
        expect(yield* raw.read(columnOf(unset))).toEqual([
          '{"profile_name":"balanced","provenance":"global"}',
        ]);
        expect(yield* raw.read(columnOf(chosen))).toEqual([
          '{"profile_name":"balanced","provenance":"plan"}',
        ]);
      }));
  });
};

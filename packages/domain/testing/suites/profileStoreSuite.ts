import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { findBuiltIn } from "../../src/profile/builtIns.ts";
import { NO_GUARDS, type Profile } from "../../src/profile/Profile.ts";
import { StorageError } from "../../src/store/StorageError.ts";
import type { UnitOfWork } from "../../src/store/UnitOfWork.ts";
import { anyProfile } from "../generators/profiles.ts";
import { makePlanFactory } from "../planFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { given, stored } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { rawAccess } from "./raw.ts";
import { read, write } from "./units.ts";

const BY = { actor: "user:o'hara", at: "2026-05-01T00:00:00.000000Z" };

const put = (profile: Profile) => write((stores) => stores.profiles.put(profile, BY));
const find = (name: string) => read((stores) => stores.profiles.find(name));
const all = read((stores) => stores.profiles.all());

const custom = (name: string, overrides: Partial<Profile> = {}): Profile => {
  const manual = findBuiltIn("manual");
  if (manual === undefined) throw new RangeError("there is no built-in profile `manual`");
  return { ...manual, name, source: "custom", ...overrides };
};

/** `ProfileStore`. */
export const profileStoreSuite = (name: string, layer: LedgerLayer, capabilities: Capabilities): void => {
  describe(`ProfileStore on ${name}`, () => {
    const { it, prop } = ledgerTests(layer);

    prop("gives back any profile as it was put, also in place of another [M1]", anyProfile, (profile) =>
      Effect.gen(function* () {
        yield* put(profile);
        expect(yield* find(profile.name)).toEqual(profile);
        const replaced = { ...profile, description: `${profile.description} again`, guards: null };
        yield* put(replaced);
        expect(yield* find(profile.name)).toEqual(replaced);
      }),
    );

    it("holds no built-in profile and nothing under an unknown name", () =>
      Effect.gen(function* () {
        yield* put(custom("team/fast"));
        for (const unknown of ["balanced", "manual", "Team/fast", "fast", ""])
          expect(yield* find(unknown)).toBeNull();
        expect(yield* all).toEqual([custom("team/fast")]);
      }));

    it("tells no guards from guards that set one rule, and an empty allowlist from none", () =>
      Effect.gen(function* () {
        const guarded = custom("team/guarded", { guards: { ...NO_GUARDS, toolAllowlist: [] } });
        yield* put(guarded);
        yield* put(custom("team/free"));
        expect((yield* find("team/guarded"))?.guards).toEqual({ ...NO_GUARDS, toolAllowlist: [] });
        expect((yield* find("team/free"))?.guards).toBeNull();
      }));

    it("removes one profile and says whether there was one", () =>
      Effect.gen(function* () {
        yield* put(custom("team/a"));
        yield* put(custom("team/b"));
        expect(yield* write((stores) => stores.profiles.remove("team/a"))).toBe(true);
        expect(yield* write((stores) => stores.profiles.remove("team/a"))).toBe(false);
        expect(yield* find("team/a")).toBeNull();
        expect(yield* all).toEqual([custom("team/b")]);
      }));

    it("gives all by name in the order of UTF-8 bytes, and [] when there are none", () =>
      Effect.gen(function* () {
        expect(yield* all).toEqual([]);
        for (const profile of ["b/x", "a:s/x", "B/x", "a/～", "a/\u{1F600}", "a/x"])
          yield* put(custom(profile));
        const ordered = ["B/x", "a/x", "a/～", "a/\u{1F600}", "a:s/x", "b/x"];
        expect((yield* all).map((profile) => profile.name)).toEqual(ordered);
      }));

    it("leaves plans with what they were frozen with, whatever becomes of their profile [S9]", () =>
      Effect.gen(function* () {
        const factory = makePlanFactory();
        const profile = custom("team/fast");
        const plan = factory.plan({
          automationProfile: { name: profile.name, provenance: "plan" },
          effectiveProfileSnapshot: factory.snapshot(profile).captured,
        });
        yield* put(profile);
        yield* given(plan);
        yield* put(custom("team/fast", { description: "changed" }));
        expect(yield* stored(plan.planId)).toEqual(plan);
        yield* write((stores) => stores.profiles.remove("team/fast"));
        expect(yield* stored(plan.planId)).toEqual(plan);
      }));

    if (capabilities.rawText === true) {
      it("fails as Corrupt for a stored profile that cannot be read, and never quotes it [L1]", () =>
        Effect.gen(function* () {
          const raw = yield* rawAccess;
          yield* put(custom("team/good"));
          yield* put(custom("team/bad"));
          yield* raw.plant(
            { table: "pw_profiles", column: "profile_json", where: { name: "team/bad" } },
            '{"MARKER-do-not-show',
          );
          const questions: ReadonlyArray<Effect.Effect<unknown, StorageError, UnitOfWork>> = [
            all,
            find("team/bad"),
          ];
          for (const question of questions) {
            const result = yield* Effect.result(question);
            const error: unknown = Result.isFailure(result) ? result.failure : undefined;
            expect(error).toBeInstanceOf(StorageError);
            if (error instanceof StorageError) {
              expect(error.reason._tag).toBe("Corrupt");
              expect(error.message).not.toContain("MARKER");
            }
          }
          expect(yield* find("team/good")).toEqual(custom("team/good"));
        }));
    }
  });
};

import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import type { Plan } from "../../src/plan/Plan.ts";
import { MAX_SNAPSHOT_BYTES } from "../../src/profile/ProfileSnapshot.ts";
import { anySnapshot } from "../generators/snapshots.ts";
import { makePlanFactory } from "../planFactory.ts";
import { capturedLogs } from "./capturedLogs.ts";
import { given, stored } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { planColumn, rawAccess } from "./raw.ts";
import { expectConflict, read, write } from "./units.ts";

const MARKER = "MARKER-do-not-show";

const nested = (levels: number): string => `${'{"a":'.repeat(levels - 1)}{}${"}".repeat(levels - 1)}`;

const NOT_A_SNAPSHOT: ReadonlyArray<readonly [title: string, text: string]> = [
  ["the empty text", ""],
  ["white space", " "],
  ["something that is no JSON", `${MARKER} {`],
  ["an array", "[]"],
  ["a JSON string", `"${MARKER}"`],
  ["null", "null"],
  ["an empty object with a space in it", "{ }"],
  ["an object of another form", `{"profile":"${MARKER}"}`],
  ["an object with a key twice", '{"format":1,"format":1}'],
  ["65 levels", nested(65)],
  ["200,000 levels", nested(200_000)],
  ["200,000 open levels", '{"a":'.repeat(200_000)],
  ["one byte more than 256 KiB", `{"a":"${"x".repeat(MAX_SNAPSHOT_BYTES - 7)}"}`],
];

/** The columns `effective_profile_snapshot` and `profile_digest` as texts (domain.md sections 7 and 8). */
export const storedSnapshotSuite = (name: string, layer: LedgerLayer): void => {
  describe(`stored snapshots on ${name}`, () => {
    const { it, prop } = ledgerTests(layer);
    const factory = makePlanFactory();

    const textOf = (plan: Plan) => planColumn(plan.planId, "effective_profile_snapshot");
    const digestOf = (plan: Plan) => planColumn(plan.planId, "profile_digest");

    const save = (plan: Plan) =>
      Effect.gen(function* () {
        const before = yield* stored(plan.planId);
        if (before === null) throw new Error("the plan is gone");
        const after = { ...before, description: "saved", version: before.version + 1 };
        expect(yield* write((stores) => stores.plans.update(before, after))).toBe(true);
      });

    prop(
      "are kept byte for byte with their digest, and stay so when the plan is saved [S1] [S2]",
      anySnapshot,
      (snapshot) =>
        Effect.gen(function* () {
          const raw = yield* rawAccess;
          const plan = factory.plan({ effectiveProfileSnapshot: snapshot.captured });
          yield* given(plan);
          for (let round = 0; round < 2; round++) {
            expect(yield* raw.read(textOf(plan))).toEqual([snapshot.captured.text]);
            expect(yield* raw.read(digestOf(plan))).toEqual([snapshot.captured.digest]);
            yield* save(plan);
          }
        }),
    );

    it("are not changed by a plan that was altered in memory and saved [S2]", () =>
      Effect.gen(function* () {
        const raw = yield* rawAccess;
        const own = factory.snapshot("cautious");
        const plan = factory.plan({ effectiveProfileSnapshot: own.captured });
        yield* given(plan);
        const { captured } = factory.snapshot("full-auto");
        const altered = {
          ...plan,
          effectiveProfileSnapshot: captured,
          profileDigest: captured.digest,
          version: 2,
        };
        yield* write((stores) => stores.plans.update(plan, altered));
        expect(yield* raw.read(textOf(plan))).toEqual([own.captured.text]);
        expect(yield* raw.read(digestOf(plan))).toEqual([plan.profileDigest]);
      }));

    it("are the parent's own bytes in a child [S1]", () =>
      Effect.gen(function* () {
        const raw = yield* rawAccess;
        const parent = factory.plan();
        const child = factory.child(parent);
        yield* given(parent, child);
        expect(yield* raw.read(textOf(child))).toEqual(yield* raw.read(textOf(parent)));
      }));

    for (const [title, text] of NOT_A_SNAPSHOT) {
      it(`${title} is damaged: the plan loads and lists, and the text stays as evidence [S5] [P7]`, () =>
        Effect.gen(function* () {
          const raw = yield* rawAccess;
          const [plan, other] = [factory.plan(), factory.plan()];
          yield* given(plan, other);
          yield* raw.plant(textOf(plan), text);
          const damaged: Plan = {
            ...plan,
            effectiveProfileSnapshot: { _tag: "Damaged", length: text.length },
            profileDigest: null,
          };
          expect(yield* stored(plan.planId)).toEqual(damaged);
          const listed = yield* read((stores) => stores.plans.list({}, { limit: 10 }));
          expect(listed.map((item) => item.plan)).toEqual([other, damaged]);
          yield* save(plan);
          expect(yield* raw.read(textOf(plan))).toEqual([text]);
        }));
    }

    it("say nothing at all when they were never captured", () =>
      Effect.gen(function* () {
        const raw = yield* rawAccess;
        const plan = factory.plan();
        yield* given(plan);
        yield* raw.plant(textOf(plan), "{}");
        const found = yield* stored(plan.planId);
        expect(found?.effectiveProfileSnapshot).toEqual({ _tag: "NotCaptured", length: 2 });
        expect(found?.profileDigest).toBeNull();
        yield* save(plan);
        expect(yield* raw.read(textOf(plan))).toEqual(["{}"]);
      }));

    it("are logged at most once in 100 reads when damaged, and never shown [S5] [L1]", () =>
      Effect.gen(function* () {
        const raw = yield* rawAccess;
        const plan = factory.plan();
        yield* given(plan);
        yield* raw.plant(textOf(plan), `{"${MARKER}":`);
        yield* raw.plant(planColumn(plan.planId, "automation_profile"), `{"${MARKER}":`);
        const reads = Effect.forEach(
          Array.from({ length: 50 }),
          () =>
            Effect.andThen(
              stored(plan.planId),
              read((stores) => stores.plans.list({}, { limit: 5 })),
            ),
          { discard: true },
        );
        const lines = yield* capturedLogs(reads);
        expect(lines.filter((line) => line.includes(plan.planId)).length).toBeLessThanOrEqual(1);
        expect(lines.length).toBeLessThanOrEqual(1);
        expect(lines.join("\n")).not.toContain(MARKER);
      }));

    it("cannot be changed in the database, nor can their digest [S2]", () =>
      Effect.gen(function* () {
        const raw = yield* rawAccess;
        const plan = factory.plan();
        yield* given(plan);
        yield* expectConflict(raw.update(textOf(plan), factory.snapshot("full-auto").captured.text));
        yield* expectConflict(raw.update(textOf(plan), "{}"));
        yield* expectConflict(raw.update(digestOf(plan), "0".repeat(64)));
        yield* expectConflict(raw.update(digestOf(plan), null));
        expect(yield* stored(plan.planId)).toEqual(plan);
      }));

    it("cannot be NULL in the database [S3]", () =>
      Effect.gen(function* () {
        const raw = yield* rawAccess;
        const plan = factory.plan();
        yield* given(plan);
        yield* expectConflict(raw.update(textOf(plan), null));
        yield* raw.plant(textOf(plan), "{}");
        yield* expectConflict(raw.update(textOf(plan), null));
        expect(yield* raw.read(textOf(plan))).toEqual(["{}"]);
      }));
  });
};

import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { isDamaged } from "../../src/json/Damaged.ts";
import type { Plan, PlanTimes } from "../../src/plan/Plan.ts";
import type { PlanId } from "../../src/plan/PlanId.ts";
import type { PlanCursor } from "../../src/plan/PlanQuery.ts";
import { makeAction } from "../actionFactory.ts";
import { makePlanFactory } from "../planFactory.ts";
import { instant } from "../recordFactory.ts";
import { given, stored } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { planColumn, rawAccess } from "./raw.ts";
import { read, write } from "./units.ts";

const DEEP = "[".repeat(200_000);

/** The columns that hold JSON, and texts that none of them may take for a value. */
const JSON_COLUMNS: ReadonlyArray<
  readonly [column: string, field: keyof Plan, texts: ReadonlyArray<string>]
> = [
  ["sandbox_refs_json", "sandboxRefs", ["", "[", "{}", "[1]", "[null]", '"text"', "null", DEEP]],
  ["tags_json", "tags", ["", "['a']", "{}", "[[]]", '"text"', "true", DEEP]],
  ["validation_summary_json", "validationSummary", ["", "{broken", "[]", '"text"', "1", DEEP]],
  ["error_details_json", "errorDetails", ["", "{'a':1}", "[]", '"text"', "false", DEEP]],
  ["subplan_settings_json", "subplanSettings", ["", "{broken", "[]", '"parallel"', DEEP]],
];

const TIMES: ReadonlyArray<readonly [column: string, time: keyof PlanTimes]> = [
  ["created_at", "createdAt"],
  ["updated_at", "updatedAt"],
  ["queued_at", "queuedAt"],
  ["strategize_started_at", "strategizeStartedAt"],
  ["strategize_completed_at", "strategizeCompletedAt"],
  ["execute_started_at", "executeStartedAt"],
  ["execute_completed_at", "executeCompletedAt"],
  ["apply_started_at", "applyStartedAt"],
  ["applied_at", "appliedAt"],
  ["completed_at", "completedAt"],
];

const NO_INSTANTS = ["", "yesterday", "2026-13-01T00:00:00.000000Z", "2026-05-01 00:00:00", "1700000000"];

/** Every other stored text of plans and actions that can be damaged (domain.md section 8). */
export const storedColumnsSuite = (name: string, layer: LedgerLayer): void => {
  describe(`stored texts on ${name}`, () => {
    const { it } = ledgerTests(layer);
    const factory = makePlanFactory();

    const AT = instant("2026-05-01T00:00:00.123456Z");

    /** A plan in which every column below is set. */
    const full = (): Plan =>
      factory.plan({
        sandboxRefs: ["ref"],
        tags: ["tag"],
        validationSummary: { required_failed: 0 },
        errorDetails: { category: "other" },
        arguments: [
          { name: "first", value: 1 },
          { name: "second", value: [2] },
        ],
        times: Object.fromEntries(TIMES.slice(2).map(([, time]) => [time, AT])),
      });

    /** Saves the plan as it was read with something else changed, and checks that a column stays as it is. */
    const saves = (plan: Plan, column: string, text: string | null) =>
      Effect.gen(function* () {
        const before = yield* stored(plan.planId);
        if (before === null) throw new Error("the plan is gone");
        const after = { ...before, description: "saved", version: before.version + 1 };
        expect(yield* write((stores) => stores.plans.update(before, after))).toBe(true);
        expect(yield* (yield* rawAccess).read(planColumn(plan.planId, column))).toEqual([text]);
        expect(yield* stored(plan.planId)).toEqual(after);
      });

    for (const [column, field, texts] of JSON_COLUMNS) {
      it(`${column}: what is no ${field} is damaged, alone, and survives updates [P7]`, () =>
        Effect.gen(function* () {
          const raw = yield* rawAccess;
          for (const text of texts) {
            const plan = full();
            yield* given(plan);
            yield* raw.plant(planColumn(plan.planId, column), text);
            const damaged = { ...plan, [field]: { _tag: "Damaged", length: text.length } };
            expect(yield* stored(plan.planId)).toEqual(damaged);
            const listed = yield* read((stores) => stores.plans.list({}, { limit: 1 }));
            expect(listed.map((item) => item.plan)).toEqual([damaged]);
            yield* saves(plan, column, text);
          }
        }));
    }

    for (const [column, time] of TIMES) {
      it(`${column}: what is no instant is damaged, alone, and survives updates [P7]`, () =>
        Effect.gen(function* () {
          const raw = yield* rawAccess;
          for (const text of NO_INSTANTS) {
            const plan = full();
            yield* given(plan);
            yield* raw.plant(planColumn(plan.planId, column), text);
            const damaged = {
              ...plan,
              times: { ...plan.times, [time]: { _tag: "Damaged", length: text.length } },
            };
            expect(yield* stored(plan.planId)).toEqual(damaged);
            yield* saves(plan, column, text);
          }
        }));
    }

    it("an update of one instant leaves the damaged ones beside it alone", () =>
      Effect.gen(function* () {
        const raw = yield* rawAccess;
        const plan = full();
        yield* given(plan);
        yield* raw.plant(planColumn(plan.planId, "queued_at"), "yesterday");
        const before = yield* stored(plan.planId);
        if (before === null) throw new Error("the plan is gone");
        const after: Plan = { ...before, times: { ...before.times, updatedAt: AT }, version: 2 };
        yield* write((stores) => stores.plans.update(before, after));
        expect(yield* stored(plan.planId)).toEqual(after);
        expect(yield* raw.read(planColumn(plan.planId, "queued_at"))).toEqual(["yesterday"]);
      }));

    it("an update replaces a damaged text by a value where it has one", () =>
      Effect.gen(function* () {
        const raw = yield* rawAccess;
        const plan = full();
        yield* given(plan);
        yield* raw.plant(planColumn(plan.planId, "error_details_json"), "{broken");
        const before = yield* stored(plan.planId);
        if (before === null) throw new Error("the plan is gone");
        const after: Plan = { ...before, errorDetails: null, version: 2 };
        yield* write((stores) => stores.plans.update(before, after));
        expect(yield* stored(plan.planId)).toEqual(after);
        expect(yield* raw.read(planColumn(plan.planId, "error_details_json"))).toEqual([null]);
      }));

    for (const [column, field] of [
      ["tags_json", "tags"],
      ["sandbox_refs_json", "sandboxRefs"],
    ] as const) {
      it(`${column}: NULL of an adopted row is no ${field}, and stays NULL`, () =>
        Effect.gen(function* () {
          const raw = yield* rawAccess;
          const plan = full();
          yield* given(plan);
          yield* raw.plant(planColumn(plan.planId, column), null);
          expect(yield* stored(plan.planId)).toEqual({ ...plan, [field]: [] });
          yield* saves(plan, column, null);
        }));
    }

    it("a damaged created_at keeps its place in the order of texts, and pages go on through it [P7]", () =>
      Effect.gen(function* () {
        const raw = yield* rawAccess;
        const plans = [factory.plan(), factory.plan(), factory.plan(), factory.plan()];
        yield* given(...plans);
        const [first, second, third, fourth] = plans.map((plan) => plan.planId);
        if (!first || !second || !third || !fourth) throw new RangeError("four plans");
        yield* raw.plant(planColumn(third, "created_at"), "zzz");
        yield* raw.plant(planColumn(second, "created_at"), "");
        const seen: Array<PlanId> = [];
        let after: PlanCursor | undefined;
        for (;;) {
          const page = yield* read((stores) => stores.plans.list({}, { limit: 1, after }));
          const last = page.at(-1);
          if (last === undefined) break;
          seen.push(last.plan.planId);
          after = last.cursor;
        }
        expect(seen).toEqual([third, fourth, first, second]);
      }));

    it("value_json: one unreadable argument is damaged, alone; NULL is null", () =>
      Effect.gen(function* () {
        const raw = yield* rawAccess;
        const plan = full();
        yield* given(plan);
        const argument = (argumentName: string) => ({
          table: "plan_arguments",
          column: "value_json",
          where: { plan_id: plan.planId, name: argumentName },
        });
        for (const text of ["{broken", "", DEEP]) {
          yield* raw.plant(argument("first"), text);
          const found = yield* stored(plan.planId);
          expect(found?.arguments).toEqual([
            { name: "first", value: { _tag: "Damaged", length: text.length } },
            { name: "second", value: [2] },
          ]);
        }
        yield* raw.plant(argument("first"), null);
        expect((yield* stored(plan.planId))?.arguments[0]).toEqual({ name: "first", value: null });
        yield* saves(plan, "tags_json", '["tag"]');
        expect(yield* raw.read(argument("first"))).toEqual([null]);
      }));

    it("actions: unreadable texts are damaged, each alone, and the action loads and lists [P7]", () =>
      Effect.gen(function* () {
        const raw = yield* rawAccess;
        const action = makeAction({
          name: "local/damaged",
          safetyProfile: { requireSandbox: true },
          tags: ["tag"],
          arguments: [
            {
              name: "a",
              type: "string",
              required: false,
              description: null,
              min: null,
              max: null,
              pattern: null,
              default: "x",
            },
          ],
        });
        const other = makeAction({ name: "local/other" });
        yield* write((stores) => Effect.andThen(stores.actions.insert(action), stores.actions.insert(other)));
        const column = (called: string) => ({
          table: "actions",
          column: called,
          where: { namespaced_name: action.name },
        });
        const damaged = { _tag: "Damaged", length: 7 } as const;
        yield* raw.plant(column("tags_json"), "{broken");
        yield* raw.plant(column("safety_profile_json"), "{broken");
        yield* raw.plant(column("created_at"), "someday");
        yield* raw.plant(column("updated_at"), "someday");
        yield* raw.plant(
          { table: "action_arguments", column: "default_value_json", where: { action_name: action.name } },
          "{broken",
        );
        const found = yield* read((stores) => stores.actions.find(action.name));
        expect(found).toEqual({
          ...action,
          tags: damaged,
          safetyProfile: damaged,
          createdAt: damaged,
          updatedAt: damaged,
          arguments: action.arguments.map((argument) => ({ ...argument, default: damaged })),
        });
        expect(isDamaged(found?.tags)).toBe(true);
        expect(yield* read((stores) => stores.actions.list({}))).toEqual([found, other]);
      }));

    it("actions: archiving leaves every text that cannot be read where it is [P7]", () =>
      Effect.gen(function* () {
        const raw = yield* rawAccess;
        const action = makeAction({ tags: ["tag"], safetyProfile: { requireSandbox: true } });
        yield* write((stores) => stores.actions.insert(action));
        const column = (called: string) => ({
          table: "actions",
          column: called,
          where: { namespaced_name: action.name },
        });
        const damaged = ["tags_json", "safety_profile_json", "created_at"];
        for (const name of damaged) yield* raw.plant(column(name), "{broken");
        const found = yield* read((stores) => stores.actions.find(action.name));
        if (found === null) throw new Error("the action is gone");
        const archived = { ...found, state: "archived", updatedAt: AT, version: 2 } as const;
        expect(yield* write((stores) => stores.actions.archive(archived))).toBe(true);
        expect(yield* read((stores) => stores.actions.find(action.name))).toEqual(archived);
        for (const name of damaged) expect(yield* raw.read(column(name))).toEqual(["{broken"]);
      }));
  });
};

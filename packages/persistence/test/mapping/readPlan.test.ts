import { expect, it } from "@effect/vitest";
import { isDamaged, type Plan } from "@planwright/domain";
import { fullPlanFields, makePlanFactory, planFields, text } from "@planwright/domain/testing";
import * as Arbitrary from "effect/Arbitrary";
import { Damages } from "../../src/mapping/Damages.ts";
import { PLAN_COLUMNS } from "../../src/mapping/planColumns.ts";
import { type PlanRow, readArgument, readInvariant, readPlan } from "../../src/mapping/readPlan.ts";
import { nodeCrypto } from "../../src/nodeCrypto.ts";

const factory = makePlanFactory();

/** What the driver would give for a plan that was written. */
const rowOf = (plan: Plan): PlanRow =>
  Object.fromEntries(
    Object.entries(PLAN_COLUMNS).map(([name, column]) => [name, column.write(plan)]),
  ) as typeof PLAN_COLUMNS extends Record<keyof PlanRow, unknown> ? PlanRow : never;

const read = (row: PlanRow, { arguments: args, invariants, projects }: Plan) => {
  const damages = new Damages();
  const plan = readPlan(row, { projects, arguments: args, invariants }, nodeCrypto.sha256, damages);
  return { plan, damages: damages.found };
};

it.prop("gives a written plan back, and finds nothing damaged [M1]", [fullPlanFields], ([fields]) => {
  const plan = factory.plan(fields);
  expect(read(rowOf(plan), plan)).toEqual({ plan, damages: [] });
});

it.prop("gives a plan with nulls back [M1]", [planFields], ([fields]) => {
  const plan = factory.plan(fields);
  expect(read(rowOf(plan), plan)).toEqual({ plan, damages: [] });
});

it("gives a plan that nobody can change in memory, its snapshot included [S2]", () => {
  const plan = factory.plan();
  const found = read(rowOf(plan), plan).plan;
  for (const field of ["planId", "parentPlanId", "rootPlanId", "effectiveProfileSnapshot"]) {
    expect(() => Object.assign(found, { [field]: "changed" })).toThrow(TypeError);
  }
  expect(() => Object.assign(found.effectiveProfileSnapshot, { text: "{}" })).toThrow(TypeError);
});

/** Any text, and what JSON, instants and references begin with. */
const anyStored = Arbitrary.all([text(200), text(200)]);

it.prop(
  "reads any text in any column, never throws, and tells no more of it than its length [L1] [P7]",
  [anyStored, fullPlanFields],
  ([[stored, prefix], fields]) => {
    const plan = factory.plan(fields);
    for (const start of ["", "{", "[", '"', "2026-", prefix]) {
      const value = `${start}${stored}`;
      for (const name of Object.keys(PLAN_COLUMNS)) {
        const found = read({ ...rowOf(plan), [name]: value }, plan);
        for (const { column, length } of found.damages) {
          expect(column).toBe(name);
          expect(length).toBe(value.length);
        }
      }
    }
  },
);

it.prop("reads numbers, NULL and bytes where they do not belong", [fullPlanFields], ([fields]) => {
  const plan = factory.plan(fields);
  for (const value of [0, 1.5, -1, null, Buffer.from([0xff, 0x00])]) {
    for (const name of Object.keys(PLAN_COLUMNS)) {
      const { plan: found } = read({ ...rowOf(plan), [name]: value }, plan);
      expect(typeof found.description).toBe("string");
      expect(typeof found.version).toBe("number");
      expect(typeof found.readOnly).toBe("boolean");
    }
  }
});

it("gives a damaged value back as one of the same length, whatever its length", () => {
  for (const length of [0, 1, 2, 27, 5_000]) {
    const damaged = read({ ...rowOf(factory.plan()), tags_json: "!".repeat(length) }, factory.plan()).plan
      .tags;
    expect(isDamaged(damaged)).toBe(true);
    if (!isDamaged(damaged)) continue;
    const plan = factory.plan({
      automationProfile: damaged,
      effectiveProfileSnapshot: damaged,
      sandboxRefs: damaged,
      validationSummary: damaged,
      errorDetails: damaged,
      tags: damaged,
      subplanSettings: damaged,
      times: { createdAt: damaged, queuedAt: damaged },
    });
    expect(read(rowOf(plan), plan).plan).toEqual(plan);
  }
});

it("derives what filters and claims look at from the fields that can be read", () => {
  const derived = (plan: Plan) => {
    const { namespace, profile_digest, profile_name, subplan_max_parallel, subplan_mode } = PLAN_COLUMNS;
    return [namespace, profile_name, profile_digest, subplan_mode, subplan_max_parallel].map((column) =>
      column.write(plan),
    );
  };
  const plan = factory.plan({ name: "server:team/plan" });
  const { captured } = factory.snapshot();
  expect(derived(plan)).toEqual(["server:team", "balanced", captured.digest, "parallel", 4]);
  const { plan: damaged } = read(
    {
      ...rowOf(plan),
      namespaced_name: null,
      automation_profile: "{",
      effective_profile_snapshot: "{",
      subplan_settings_json: "{",
    },
    plan,
  );
  expect(derived(damaged)).toEqual([null, null, null, "parallel", 4]);
});

it("counts an invariant of an unknown source as the plan's own, and notes it", () => {
  const damages = new Damages();
  const row = { invariant_text: "always", source: "elsewhere" };
  expect(readInvariant(row, damages)).toEqual({ text: "always", source: "plan" });
  expect(damages.found).toEqual([{ column: "plan_invariants.source", length: 9 }]);
});

it("tells the value null of an argument from a text that is no JSON", () => {
  const damages = new Damages();
  const argument = (value_json: string | null) => readArgument({ name: "a", value_json }, damages).value;
  expect([argument(null), argument("null"), argument("0")]).toEqual([null, null, 0]);
  expect(damages.found).toEqual([]);
  expect(isDamaged(argument("nul"))).toBe(true);
});

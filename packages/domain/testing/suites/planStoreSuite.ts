import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import type { Plan } from "../../src/plan/Plan.ts";
import { planIdFromKey, shortId } from "../../src/plan/PlanId.ts";
import { makeAction } from "../actionFactory.ts";
import { fullPlanFields, planFields } from "../generators/plans.ts";
import { makePlanFactory } from "../planFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { given, givenDependent, stored, storedIds } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { expectConflict, read, write } from "./units.ts";

/** `PlanStore`: adding plans and finding them again, by id and by short id. */
export const planStoreSuite = (name: string, layer: LedgerLayer, _capabilities: Capabilities): void => {
  describe(`PlanStore on ${name}: insert and find`, () => {
    const { it, prop } = ledgerTests(layer);
    const factory = makePlanFactory();

    prop("gives back a created root with every field set [M1]", fullPlanFields, (fields) =>
      Effect.gen(function* () {
        const plan = factory.plan(fields);
        yield* given(plan);
        expect(yield* stored(plan.planId)).toEqual(plan);
      }),
    );

    prop("gives back a created child, whatever is null [M1]", planFields, (fields) =>
      Effect.gen(function* () {
        const parent = factory.plan();
        const plan = factory.child(parent, fields);
        yield* given(parent, plan);
        expect(yield* stored(plan.planId)).toEqual(plan);
        expect(yield* stored(parent.planId)).toEqual(parent);
      }),
    );

    it("finds nothing under an unknown id, and tells upper from lower case", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given(plan);
        expect(yield* stored(factory.newId())).toBeNull();
        expect(yield* stored(planIdFromKey(plan.planId.toLowerCase()))).toBeNull();
      }));

    it("keeps any text as the id of an adopted plan", () =>
      Effect.gen(function* () {
        const ids = ["1", 'it\'s "one"', "a%_*?", "Ünïcödé 😀", " ", "01arz3ndektsv4rrffq69g5fav"].map(
          planIdFromKey,
        );
        const plans = ids.map((planId) => factory.plan({ planId }));
        yield* given(...plans);
        for (const plan of plans) expect(yield* stored(plan.planId)).toEqual(plan);
        const child = factory.child(plans[1] ?? factory.plan());
        yield* given(child);
        expect((yield* stored(child.planId))?.rootPlanId).toBe(ids[1]);
      }));

    it("keeps projects, arguments and invariants complete and in order, each with its own plan", () =>
      Effect.gen(function* () {
        const names = ["z", "a", "M", "é", "10", "9"];
        const rich = factory.plan({
          projects: names.map((project) => ({
            name: `local/${project}`,
            alias: project,
            readOnly: project === "a",
          })),
          arguments: names.map((argument, index) => ({ name: argument, value: [index, argument, null] })),
          invariants: [...names, ...names].map((text) => ({ text, source: "project" as const })),
        });
        const bare = factory.plan({ projects: [], arguments: [], invariants: [] });
        yield* given(rich, bare);
        expect(yield* stored(rich.planId)).toEqual(rich);
        expect(yield* stored(bare.planId)).toEqual(bare);
      }));

    it("tells the JSON null of an argument from its absence", () =>
      Effect.gen(function* () {
        const plan = factory.plan({
          arguments: [
            { name: "nothing", value: null },
            { name: "text", value: "null" },
          ],
        });
        yield* given(plan);
        expect((yield* stored(plan.planId))?.arguments).toEqual(plan.arguments);
      }));

    it("adds parents before their children in one call, at depth 0, 1, 2 and 3 [R1] [R2]", () =>
      Effect.gen(function* () {
        const root = factory.plan();
        const child = factory.child(root);
        const grandchild = factory.child(child);
        const deepest = factory.child(grandchild);
        yield* given(root, child, grandchild, deepest);
        for (const plan of [root, child, grandchild, deepest]) {
          expect((yield* stored(plan.planId))?.rootPlanId).toBe(root.planId);
        }
        expect((yield* stored(deepest.planId))?.parentPlanId).toBe(grandchild.planId);
        expect((yield* stored(root.planId))?.parentPlanId).toBeNull();
      }));

    it("adds nothing for no plans", () =>
      Effect.gen(function* () {
        yield* given();
        yield* write((stores) => stores.plans.insert([]));
        expect(yield* storedIds).toEqual([]);
      }));

    /** Each refusal rolls back, so the ledger holds afterwards what it held before. */
    const refuses = (title: string, plans: (known: Plan, deeper: Plan) => ReadonlyArray<Plan>) =>
      it(`refuses ${title} as a Conflict, and nothing is added [T4]`, () =>
        Effect.gen(function* () {
          const known = factory.plan();
          const child = factory.child(known);
          const deeper = factory.child(child);
          yield* given(known, child, deeper);
          const refused = plans(known, deeper);
          yield* expectConflict(write((stores) => stores.plans.insert([factory.plan(), ...refused])));
          expect(yield* storedIds).toEqual([deeper.planId, child.planId, known.planId]);
          for (const plan of [known, child, deeper]) expect(yield* stored(plan.planId)).toEqual(plan);
        }));

    refuses("a taken id", (known) => [factory.plan({ planId: known.planId, description: "another" })]);
    refuses("an id that is given twice in one call", () => {
      const plan = factory.plan();
      return [plan, { ...plan, description: "another" }];
    });
    refuses("an unknown parent [R4]", () => [factory.child(factory.plan())]);
    refuses("a plan that is its own parent", (known) => {
      const planId = factory.newId();
      return [factory.child(known, { planId, parentPlanId: planId })];
    });
    refuses("an unknown action", () => [factory.plan({ actionName: "local/unknown" })]);
    refuses("a root that names another plan as its root", (known) => [
      factory.plan({ rootPlanId: known.planId }),
    ]);
    refuses("a child that is its own root [R3]", (known) => {
      const planId = factory.newId();
      return [factory.child(known, { planId, rootPlanId: planId })];
    });
    refuses("a child whose root is its parent and not the top ancestor [R3]", (_, deeper) => [
      factory.child(deeper, { rootPlanId: deeper.planId }),
    ]);
    refuses("a child with the root of another tree", (known) => [
      factory.child(known, { rootPlanId: factory.newId() }),
    ]);
    refuses("two projects of one name", () => [
      factory.plan({
        projects: [
          { name: "local/app", alias: null, readOnly: false },
          { name: "local/app", alias: "second", readOnly: false },
        ],
      }),
    ]);
    refuses("two projects under one alias", () => [
      factory.plan({
        projects: [
          { name: "local/app", alias: "it", readOnly: false },
          { name: "local/web", alias: "it", readOnly: false },
        ],
      }),
    ]);
    refuses("two arguments of one name", () => [
      factory.plan({
        arguments: [
          { name: "x", value: 1 },
          { name: "x", value: 2 },
        ],
      }),
    ]);

    it("lets two plans share what only one plan may not have twice, names included", () =>
      Effect.gen(function* () {
        const parts = {
          name: "local/same",
          projects: [{ name: "local/app", alias: "it", readOnly: false }],
          arguments: [{ name: "x", value: 1 }],
        };
        const plans = [factory.plan(parts), factory.plan(parts)];
        yield* given(...plans);
        for (const plan of plans) expect(yield* stored(plan.planId)).toEqual(plan);
      }));

    it("refuses an unknown dependency as a Conflict, and nothing is added [T4]", () =>
      Effect.gen(function* () {
        const root = factory.plan();
        const child = factory.child(root);
        yield* given(root);
        yield* expectConflict(givenDependent(child, [factory.newId()]));
        expect(yield* storedIds).toEqual([root.planId]);
      }));

    it("gives each plan of one call the same dependencies", () =>
      Effect.gen(function* () {
        const root = factory.plan();
        const dependency = factory.child(root);
        const dependents = [factory.child(root), factory.child(root)];
        yield* given(root, dependency);
        yield* write((stores) => stores.plans.insert(dependents, [dependency.planId]));
        for (const { planId } of dependents) {
          expect(yield* read((stores) => stores.work.pendingDependencies(planId))).toEqual([
            { planId: dependency.planId, processingState: "queued" },
          ]);
        }
      }));

    it("knows an action and a parent that the same unit of work has added", () =>
      Effect.gen(function* () {
        const root = factory.plan({ actionName: "local/new" });
        const child = factory.child(root, { actionName: "local/new" });
        yield* write((stores) =>
          Effect.andThen(
            stores.actions.insert(makeAction({ name: "local/new" })),
            Effect.andThen(stores.plans.insert([root]), stores.plans.insert([child])),
          ),
        );
        expect(yield* stored(child.planId)).toEqual(child);
      }));

    it("finds what the same unit of work has added", () =>
      Effect.gen(function* () {
        yield* given();
        const plan = factory.plan();
        const found = yield* write((stores) =>
          Effect.andThen(stores.plans.insert([plan]), stores.plans.find(plan.planId)),
        );
        expect(found).toEqual(plan);
      }));

    const byShortId = (short: string, limit = 50) =>
      read((stores) => stores.plans.findByShortId(short, limit));
    const endingIn = (head: string, tail: string) => factory.plan({ planId: planIdFromKey(head + tail) });

    it("finds a plan by the last 8 characters of its id, and no other", () =>
      Effect.gen(function* () {
        const plans = [factory.plan(), factory.plan()];
        yield* given(...plans);
        for (const plan of plans) expect(yield* byShortId(shortId(plan.planId))).toEqual([plan.planId]);
        expect(yield* byShortId("ZZZZZZZZ")).toEqual([]);
        expect(yield* byShortId(shortId(plans[0]?.planId ?? factory.newId()).slice(1))).toEqual([]);
      }));

    it("finds all plans of one short id, smallest id first by bytes, at most as many as asked", () =>
      Effect.gen(function* () {
        const heads = ["\u{1F600}", "～", "b", "B", "a", "é"];
        yield* given(...heads.map((head) => endingIn(head, "SAMESAME")));
        const inOrder = ["B", "a", "b", "é", "～", "\u{1F600}"].map((head) => `${head}SAMESAME`);
        expect(yield* byShortId("SAMESAME")).toEqual(inOrder);
        expect(yield* byShortId("SAMESAME", 2)).toEqual(inOrder.slice(0, 2));
      }));

    it("finds adopted ids of lower case by their short id, and wild cards match nothing", () =>
      Effect.gen(function* () {
        const lower = endingIn("adopted-", "abcd1234");
        yield* given(lower, endingIn("X", "ABCD1235"));
        expect(yield* byShortId("ABCD1234")).toEqual([lower.planId]);
        expect(yield* byShortId("ABCD123_")).toEqual([]);
        expect(yield* byShortId("%")).toEqual([]);
      }));
  });
};

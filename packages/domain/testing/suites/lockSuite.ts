import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import type { LockExtent } from "../../src/plan/PlanStore.ts";
import type { Setting } from "../../src/setting/Setting.ts";
import { fullPlanFields } from "../generators/plans.ts";
import { makePlanFactory } from "../planFactory.ts";
import { actor, instant } from "../recordFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { at, makeChain } from "./families.ts";
import { given, stored } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { write } from "./units.ts";
import { givenWithoutRules, RULELESS } from "./withoutRules.ts";

const EXTENTS: ReadonlyArray<LockExtent> = ["plan", "tree", "subtree"];
const AT = instant("2026-03-04T05:06:07Z");

/** What locks answer; that others wait for them is in the suite of units of work side by side. */
export const lockSuite = (name: string, layer: LedgerLayer, capabilities: Capabilities): void => {
  describe(`locks on ${name}`, () => {
    const { it, prop } = ledgerTests(layer);
    const factory = makePlanFactory();

    for (const extent of EXTENTS) {
      prop(
        `${extent}: answers with the whole plan as find does`,
        fullPlanFields,
        (fields) =>
          Effect.gen(function* () {
            const [root, child] = [factory.plan(fields), factory.plan()];
            const grandchild = factory.child(root, fields);
            yield* given(root, child, grandchild);
            const locked = yield* write((stores) =>
              Effect.all([root, grandchild].map((plan) => stores.plans.lock(plan.planId, extent))),
            );
            expect(locked).toEqual([root, grandchild]);
          }),
        { runs: 10 },
      );

      it(`${extent}: can be taken again, is null for an unknown plan, and lets its holder write`, () =>
        Effect.gen(function* () {
          const chain = makeChain(factory, 3);
          const plan = at(chain, 2);
          const after = { ...plan, description: "locked", version: 2 };
          yield* given(...chain);
          const answers = yield* write(({ plans, tree }) =>
            Effect.gen(function* () {
              const first = yield* plans.lock(plan.planId, extent);
              const unknown = yield* plans.lock(factory.newId(), extent);
              yield* plans.update(plan, after);
              yield* tree.remove(at(chain, 3).planId, { at: AT, actor: actor("user:one"), reason: null });
              yield* plans.insert([factory.child(plan)]);
              return [first, unknown, yield* plans.lock(plan.planId, extent)];
            }),
          );
          expect(answers).toEqual([plan, null, after]);
          expect(yield* stored(plan.planId)).toEqual(after);
        }));

      for (const how of RULELESS) {
        it(`${extent}: locks a plan with ${how} like any other`, () =>
          Effect.gen(function* () {
            const plan = yield* givenWithoutRules(capabilities, factory.plan(), how);
            expect(yield* write((stores) => stores.plans.lock(plan.planId, extent))).toEqual(plan);
          }));
      }
    }

    it("tryLock: answers as lock does where nobody else has the plan or its tree", () =>
      Effect.gen(function* () {
        const chain = makeChain(factory, 3);
        yield* given(...chain);
        const answers = yield* write(({ plans }) =>
          Effect.all([plans.tryLock(at(chain, 2).planId), plans.tryLock(factory.newId())]),
        );
        expect(answers).toEqual([at(chain, 2), null]);
      }));

    it("a profile: answers as find does, also when there is none", () =>
      Effect.gen(function* () {
        const profile = {
          ...factory.snapshot().captured.profile,
          name: "local/fast",
          source: "custom",
        } as const;
        const answers = yield* write(({ profiles }) =>
          Effect.gen(function* () {
            const before = yield* profiles.lock(profile.name);
            yield* profiles.put(profile, { actor: "user:ann", at: AT });
            return [before, yield* profiles.lock(profile.name), yield* profiles.lock("local/other")];
          }),
        );
        expect(answers).toEqual([null, profile, null]);
      }));

    it("a setting: answers as find does, also when it was never set", () =>
      Effect.gen(function* () {
        const setting: Setting = {
          key: "core.automation-profile",
          project: "local/app",
          value: "manual",
          updatedAt: AT,
          updatedBy: actor("user:ann"),
        };
        const answers = yield* write(({ settings }) =>
          Effect.gen(function* () {
            const before = yield* settings.lock(setting.key, setting.project);
            yield* settings.put(setting);
            return [
              before,
              yield* settings.lock(setting.key, setting.project),
              yield* settings.lock(setting.key, null),
            ];
          }),
        );
        expect(answers).toEqual([null, setting, null]);
      }));
  });
};

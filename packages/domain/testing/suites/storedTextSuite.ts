import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import { Damaged } from "../../src/json/Damaged.ts";
import type { Plan } from "../../src/plan/Plan.ts";
import { makePlanFactory } from "../planFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { databaseRulesSuite } from "./databaseRulesSuite.ts";
import { given, stored } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { RawAccess } from "./RawAccess.ts";
import { storedColumnsSuite } from "./storedColumnsSuite.ts";
import { storedReferenceSuite } from "./storedReferenceSuite.ts";
import { storedSnapshotSuite } from "./storedSnapshotSuite.ts";
import { read, write } from "./units.ts";

const absence = (name: string, layer: LedgerLayer, lacks: string): void => {
  describe(`stored texts on ${name}`, () => {
    const { it } = ledgerTests(layer);
    const damaged = Damaged.of("broken");

    it(`cannot be looked at, because ${lacks}`, () =>
      Effect.gen(function* () {
        expect(Option.isNone(yield* Effect.serviceOption(RawAccess))).toBe(true);
      }));

    it("are damaged only where a damaged value was added, which loads, lists and survives updates [P2] [P7]", () =>
      Effect.gen(function* () {
        const plan: Plan = makePlanFactory().plan({
          automationProfile: damaged,
          effectiveProfileSnapshot: damaged,
          arguments: [{ name: "x", value: damaged }],
          sandboxRefs: damaged,
          validationSummary: damaged,
          errorDetails: damaged,
          tags: damaged,
          subplanSettings: damaged,
          times: { createdAt: damaged, queuedAt: damaged },
        });
        yield* given(plan);
        expect(yield* stored(plan.planId)).toEqual(plan);
        const after: Plan = { ...plan, description: "saved", version: 2 };
        expect(yield* write((stores) => stores.plans.update(plan, after))).toBe(true);
        const listed = yield* read((stores) => stores.plans.list({}, { limit: 10 }));
        expect(listed.map((item) => item.plan)).toEqual([after]);
      }));
  });
};

/** Stored texts, damaged ones above all, and what the database itself refuses; where a store has texts. */
export const storedTextSuite = (name: string, layer: LedgerLayer, { rawText }: Capabilities): void => {
  if (rawText !== true) {
    absence(name, layer, rawText.lacks);
    return;
  }
  storedReferenceSuite(name, layer);
  storedSnapshotSuite(name, layer);
  storedColumnsSuite(name, layer);
  databaseRulesSuite(name, layer);
};

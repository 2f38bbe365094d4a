import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import type { Decision } from "../../src/gate/Decision.ts";
import { OPERATIONS } from "../../src/gate/Operation.ts";
import { decisionFields } from "../generators/records.ts";
import { makePlanFactory } from "../planFactory.ts";
import { instant, makeDecision } from "../recordFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { rawAccess } from "./raw.ts";
import { expectConflict, read, write } from "./units.ts";

const append = (...decisions: ReadonlyArray<Decision>) =>
  write((stores) =>
    Effect.forEach(decisions, (decision) => stores.decisions.append(decision), { discard: true }),
  );

/** `DecisionLog`; the plans that records speak of need not exist. */
export const decisionLogSuite = (name: string, layer: LedgerLayer, capabilities: Capabilities): void => {
  describe(`DecisionLog on ${name}`, () => {
    const { it, prop } = ledgerTests(layer);
    const factory = makePlanFactory();

    prop("gives back any record as it was added [M1]", decisionFields, (fields) =>
      Effect.gen(function* () {
        const plan = factory.plan();
        const decision = makeDecision(plan, factory.newId(), fields);
        yield* append(decision);
        expect(yield* read((stores) => stores.decisions.ofPlan(plan.planId))).toEqual([decision]);
        expect(yield* read((stores) => stores.decisions.latest(plan.planId, decision.operation))).toEqual(
          decision,
        );
      }),
    );

    it("keeps the order in which records were added, whatever their ids and instants", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        const ids = [factory.newId(), factory.newId(), factory.newId()].toReversed();
        const decisions = ids.map((decisionId, index) =>
          makeDecision(plan, decisionId, { at: instant(`2026-05-0${3 - index}T00:00:00Z`) }),
        );
        for (const decision of decisions) yield* append(decision);
        expect(yield* read((stores) => stores.decisions.ofPlan(plan.planId))).toEqual(decisions);
        expect(yield* read((stores) => stores.decisions.latest(plan.planId, "strategize"))).toEqual(
          decisions[2],
        );
      }));

    it("gives the records of one plan, all or of one operation, and none for an unknown plan", () =>
      Effect.gen(function* () {
        const [plan, other] = [factory.plan(), factory.plan()];
        const decisions = [...OPERATIONS, ...OPERATIONS].map((operation) =>
          makeDecision(plan, factory.newId(), { operation }),
        );
        const foreign = makeDecision(other, factory.newId(), { rootPlanId: plan.planId });
        yield* append(...decisions, foreign);
        expect(yield* read((stores) => stores.decisions.ofPlan(plan.planId))).toEqual(decisions);
        for (const operation of OPERATIONS) {
          const asked = decisions.filter((decision) => decision.operation === operation);
          expect(yield* read((stores) => stores.decisions.ofPlan(plan.planId, operation))).toEqual(asked);
          expect(yield* read((stores) => stores.decisions.latest(plan.planId, operation))).toEqual(asked[1]);
        }
        expect(yield* read((stores) => stores.decisions.ofPlan(other.planId, "tool"))).toEqual([]);
        expect(yield* read((stores) => stores.decisions.latest(other.planId, "tool"))).toBeNull();
        expect(yield* read((stores) => stores.decisions.ofPlan(factory.newId()))).toEqual([]);
        expect(yield* read((stores) => stores.decisions.latest(factory.newId(), "tool"))).toBeNull();
      }));

    it("refuses an id that is not new as a Conflict and keeps the first [T4]", () =>
      Effect.gen(function* () {
        const [plan, other] = [factory.plan(), factory.plan()];
        const decision = makeDecision(plan, factory.newId());
        yield* append(decision);
        yield* expectConflict(append(makeDecision(other, decision.decisionId, { outcome: "refused" })));
        expect(yield* read((stores) => stores.decisions.ofPlan(plan.planId))).toEqual([decision]);
        expect(yield* read((stores) => stores.decisions.ofPlan(other.planId))).toEqual([]);
      }));

    it("is seen by the unit of work that added it, and gone with one that was rolled back", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        const decision = makeDecision(plan, factory.newId());
        const seen = yield* write(
          (stores) =>
            Effect.andThen(
              stores.decisions.append(decision),
              stores.decisions.latest(plan.planId, "strategize"),
            ),
          { dryRun: true },
        );
        expect(seen).toEqual(decision);
        expect(yield* read((stores) => stores.decisions.ofPlan(plan.planId))).toEqual([]);
        yield* append(decision);
        expect(yield* read((stores) => stores.decisions.ofPlan(plan.planId))).toEqual([decision]);
      }));

    if (capabilities.rawText === true) {
      it("cannot be changed in the database either", () =>
        Effect.gen(function* () {
          const raw = yield* rawAccess;
          const plan = factory.plan();
          const decision = makeDecision(plan, factory.newId(), { outcome: "refused" });
          yield* append(decision);
          const at = { table: "pw_gate_decisions", column: "outcome", where: { plan_id: plan.planId } };
          yield* expectConflict(raw.update(at, "approved"));
          expect(yield* raw.read(at)).toEqual(["refused"]);
        }));
    }
  });
};

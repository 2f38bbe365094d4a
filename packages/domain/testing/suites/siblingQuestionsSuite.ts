import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import type { Plan } from "../../src/plan/Plan.ts";
import { PROCESSING_STATES, type ProcessingState } from "../../src/plan/PlanState.ts";
import type { StorageError } from "../../src/store/StorageError.ts";
import type { WorkQueue } from "../../src/work/WorkQueue.ts";
import { makePlanFactory } from "../planFactory.ts";
import { instant } from "../recordFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { at } from "./families.ts";
import { given, givenDependent } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { read } from "./units.ts";

const ask = <A>(question: (work: WorkQueue) => Effect.Effect<A, StorageError>) =>
  read(({ work }) => question(work));

const idsOf = (plans: ReadonlyArray<Plan>) => plans.map((plan) => plan.planId);

const inStates = (
  plans: ReadonlyArray<Plan>,
  ...states: ReadonlyArray<ProcessingState>
): ReadonlyArray<Plan> => plans.filter((plan) => states.includes(plan.processingState));

/** The questions of `WorkQueue` that explain why a child waits. */
export const siblingQuestionsSuite = (
  name: string,
  layer: LedgerLayer,
  _capabilities: Capabilities,
): void => {
  describe(`WorkQueue on ${name}: what holds a child back`, () => {
    const { it } = ledgerTests(layer);
    const factory = makePlanFactory();

    /** A parent with a begun child in each state, all created before `child`; nieces and cousins are in the way. */
    const family = () => {
      const root = factory.plan();
      const parent = factory.child(root);
      const uncle = factory.child(root, { leaseFence: 1, processingState: "processing" });
      const siblings = PROCESSING_STATES.map((processingState) =>
        factory.child(parent, { processingState, leaseFence: 2 }),
      );
      const child = factory.child(parent, { leaseFence: 1, processingState: "errored" });
      const younger = factory.child(parent, { leaseFence: 1, processingState: "constrained" });
      const others = [
        factory.child(parent, { processingState: "queued" }),
        factory.child(at(siblings, 0), { leaseFence: 1, processingState: "processing" }),
        factory.child(uncle, { leaseFence: 1, processingState: "errored" }),
      ];
      return { child, siblings, younger, all: [root, parent, uncle, ...siblings, child, younger, ...others] };
    };

    it("names siblings that are begun and neither finished nor stopped, in the order of creation, up to a limit", () =>
      Effect.gen(function* () {
        const { all, child, siblings } = family();
        yield* given(...all);
        const open = idsOf(inStates(siblings, "queued", "processing", "complete"));
        expect(yield* ask((work) => work.openSiblings(child, 100))).toEqual(open);
        expect(yield* ask((work) => work.openSiblings(child, 2))).toEqual(open.slice(0, 2));
        const [self, ...others] = inStates(siblings, "queued", "processing", "complete");
        expect(yield* ask((work) => work.openSiblings(self ?? child, 100))).toEqual(idsOf(others));
      }));

    it("names unfinished siblings that were created earlier, oldest first, up to a limit", () =>
      Effect.gen(function* () {
        const { all, child, siblings, younger } = family();
        yield* given(...all);
        const older = siblings.filter((plan) => !inStates([plan], "applied", "cancelled").length);
        expect(yield* ask((work) => work.unfinishedOlder(child, 100))).toEqual(idsOf(older));
        expect(yield* ask((work) => work.unfinishedOlder(child, 2))).toEqual(idsOf(older).slice(0, 2));
        expect(yield* ask((work) => work.unfinishedOlder(younger, 100))).toEqual(idsOf([...older, child]));
        expect(yield* ask((work) => work.unfinishedOlder(at(siblings, 0), 100))).toEqual([]);
      }));

    it("goes by the instant of creation to the microsecond, then by id", () =>
      Effect.gen(function* () {
        const parent = factory.plan();
        const createdAt = (text: string) =>
          factory.child(parent, { leaseFence: 1, times: { createdAt: instant(text) } });
        const third = createdAt("2026-05-01T00:00:00.000002Z");
        const first = createdAt("2026-05-01T00:00:00.000001Z");
        const second = createdAt("2026-05-01T00:00:00.000001Z");
        const last = createdAt("2026-05-01T00:00:01Z");
        yield* given(parent, third, last, second, first);
        expect(yield* ask((work) => work.unfinishedOlder(last, 10))).toEqual(idsOf([first, second, third]));
        expect(yield* ask((work) => work.unfinishedOlder(second, 10))).toEqual([first.planId]);
        expect(yield* ask((work) => work.unfinishedOlder(first, 10))).toEqual([]);
        expect(yield* ask((work) => work.openSiblings(first, 10))).toEqual(idsOf([second, third, last]));
      }));

    it("counts siblings that are errored or constrained, begun or not, the child itself not", () =>
      Effect.gen(function* () {
        const { all, child, siblings, younger } = family();
        yield* given(...all);
        expect(yield* ask((work) => work.failedSiblings(child))).toBe(3);
        expect(yield* ask((work) => work.failedSiblings(younger))).toBe(3);
        expect(yield* ask((work) => work.failedSiblings(at(siblings, 0)))).toBe(4);
      }));

    it("says of a root that it has no siblings", () =>
      Effect.gen(function* () {
        const roots = ["processing", "errored"].map((state) =>
          factory.plan({ leaseFence: 1, processingState: state === "errored" ? "errored" : "processing" }),
        );
        const root = factory.plan();
        yield* given(...roots, root);
        expect(yield* ask((work) => work.openSiblings(root, 10))).toEqual([]);
        expect(yield* ask((work) => work.unfinishedOlder(root, 10))).toEqual([]);
        expect(yield* ask((work) => work.failedSiblings(root))).toBe(0);
      }));

    it("names dependencies that are not applied with their state, in the order given at spawn", () =>
      Effect.gen(function* () {
        const parent = factory.plan();
        const dependencies = PROCESSING_STATES.map((processingState) =>
          factory.child(parent, { processingState }),
        );
        const order = [5, 2, 6, 0, 3, 1, 4].map((index) => at(dependencies, index));
        const child = factory.child(parent);
        const other = factory.child(parent);
        yield* given(parent, ...dependencies);
        yield* givenDependent(child, idsOf(order));
        yield* givenDependent(other, [child.planId]);
        const pending = order.filter((plan) => plan.processingState !== "applied");
        expect(yield* ask((work) => work.pendingDependencies(child.planId))).toEqual(
          pending.map(({ planId, processingState }) => ({ planId, processingState })),
        );
        expect(yield* ask((work) => work.pendingDependencies(other.planId))).toEqual([
          { planId: child.planId, processingState: "queued" },
        ]);
        expect(yield* ask((work) => work.pendingDependencies(parent.planId))).toEqual([]);
        expect(yield* ask((work) => work.pendingDependencies(factory.newId()))).toEqual([]);
      }));
  });
};

import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import type { LeaseStore } from "../../src/lease/LeaseStore.ts";
import { planIdFromKey } from "../../src/plan/PlanId.ts";
import { PHASES, PROCESSING_STATES } from "../../src/plan/PlanState.ts";
import type { StorageError } from "../../src/store/StorageError.ts";
import { Instant } from "../../src/time/Instant.ts";
import { makePlanFactory, type PlanOverrides } from "../planFactory.ts";
import { instant, makeLease } from "../recordFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { given, stored } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { expectConflict, read, write } from "./units.ts";
import { givenWithoutRules, RULELESS } from "./withoutRules.ts";

const ask = <A>(question: (leases: LeaseStore) => Effect.Effect<A, StorageError>) =>
  read(({ leases }) => question(leases));
const tell = <A>(command: (leases: LeaseStore) => Effect.Effect<A, StorageError>) =>
  write(({ leases }) => command(leases));

const EXPIRY = instant("2026-05-01T00:00:00.000002Z");
const JUST_BEFORE = instant("2026-05-01T00:00:00.000001Z");

/** `LeaseStore`. */
export const leaseStoreSuite = (name: string, layer: LedgerLayer, capabilities: Capabilities): void => {
  describe(`LeaseStore on ${name}`, () => {
    const { it } = ledgerTests(layer);
    const factory = makePlanFactory();

    const processing = (overrides: PlanOverrides = {}) =>
      factory.plan({ phase: "execute", processingState: "processing", leaseFence: 1, ...overrides });

    it("gives back a lease as it was added, and null where there is none", () =>
      Effect.gen(function* () {
        const [plan, other] = [processing(), processing()];
        yield* given(plan, other);
        const lease = makeLease(plan, {
          fence: 2_000_000_000,
          secretHash: "f".repeat(64),
          worker: 'worker:o\'hara "日本" 😀',
          claimedAt: JUST_BEFORE,
          expiresAt: EXPIRY,
          leaseSeconds: 86_400,
        });
        yield* tell((leases) => leases.insert(lease));
        expect(yield* ask((leases) => leases.find(plan.planId))).toEqual(lease);
        expect(yield* ask((leases) => leases.find(other.planId))).toBeNull();
        expect(yield* ask((leases) => leases.find(factory.newId()))).toBeNull();
      }));

    it("refuses a second lease of a plan as a Conflict, also when the first is dead, and keeps the first [T4]", () =>
      Effect.gen(function* () {
        const plan = processing();
        yield* given(plan);
        const lease = makeLease(plan, { expiresAt: instant("2000-01-01T00:00:00Z") });
        yield* tell((leases) => leases.insert(lease));
        yield* expectConflict(
          tell((leases) => leases.insert(makeLease(plan, { worker: "worker:two", fence: 9 }))),
        );
        expect(yield* ask((leases) => leases.find(plan.planId))).toEqual(lease);
      }));

    it("refuses a lease of an unknown plan as a Conflict [T4]", () =>
      Effect.gen(function* () {
        yield* expectConflict(tell((leases) => leases.insert(makeLease(processing()))));
      }));

    it("moves the expiry and nothing else: neither the rest of the lease nor the plan's version", () =>
      Effect.gen(function* () {
        const [plan, other] = [processing(), processing()];
        yield* given(plan, other);
        const [lease, kept] = [makeLease(plan), makeLease(other)];
        yield* tell((leases) => Effect.andThen(leases.insert(lease), leases.insert(kept)));
        expect(yield* tell((leases) => leases.extend(plan.planId, EXPIRY))).toBe(true);
        expect(yield* ask((leases) => leases.find(plan.planId))).toEqual({ ...lease, expiresAt: EXPIRY });
        expect(yield* ask((leases) => leases.find(other.planId))).toEqual(kept);
        expect(yield* stored(plan.planId)).toEqual(plan);
      }));

    it("extends nothing for a plan without a lease, and says so", () =>
      Effect.gen(function* () {
        const plan = processing();
        yield* given(plan);
        expect(yield* tell((leases) => leases.extend(plan.planId, EXPIRY))).toBe(false);
        expect(yield* tell((leases) => leases.extend(factory.newId(), EXPIRY))).toBe(false);
        expect(yield* ask((leases) => leases.find(plan.planId))).toBeNull();
      }));

    it("removes one lease, once or again, and makes room for the next", () =>
      Effect.gen(function* () {
        const [plan, other] = [processing(), processing()];
        yield* given(plan, other);
        yield* tell((leases) =>
          Effect.andThen(leases.insert(makeLease(plan)), leases.insert(makeLease(other))),
        );
        yield* tell((leases) => leases.remove(plan.planId));
        yield* tell((leases) => leases.remove(plan.planId));
        expect(yield* ask((leases) => leases.find(plan.planId))).toBeNull();
        expect(yield* ask((leases) => leases.find(other.planId))).toEqual(makeLease(other));
        expect(yield* stored(plan.planId)).toEqual(plan);
        const second = makeLease(plan, { fence: 2 });
        yield* tell((leases) => leases.insert(second));
        expect(yield* ask((leases) => leases.find(plan.planId))).toEqual(second);
      }));

    it("is dead exactly from its expiry on [X3]", () =>
      Effect.gen(function* () {
        const plan = processing();
        yield* given(plan);
        yield* tell((leases) => leases.insert(makeLease(plan, { expiresAt: EXPIRY })));
        for (const [now, isDead] of [
          [JUST_BEFORE, false],
          [EXPIRY, true],
          [Instant.addMillis(EXPIRY, 1), true],
        ] as const) {
          expect(yield* ask((leases) => leases.lapsed(now, 10))).toEqual(isDead ? [plan.planId] : []);
          expect(yield* ask((leases) => leases.liveIn(plan.planId, now))).toBe(isDead ? 0 : 1);
        }
      }));

    it("names processing plans whose lease is dead or missing, smallest id first by bytes, at most the limit", () =>
      Effect.gen(function* () {
        const ids = ["1", "B", "a", "é", "～", "\u{1F600}"].map(planIdFromKey);
        const lapsed = ids.map((planId) => processing({ planId }));
        const live = processing();
        yield* given(...lapsed.toReversed(), live);
        yield* tell((leases) =>
          Effect.gen(function* () {
            yield* leases.insert(makeLease(live, { expiresAt: Instant.addMillis(EXPIRY, 1) }));
            for (const plan of lapsed.slice(0, 3))
              yield* leases.insert(makeLease(plan, { expiresAt: EXPIRY }));
          }),
        );
        expect(yield* ask((leases) => leases.lapsed(EXPIRY, 100))).toEqual(ids);
        expect(yield* ask((leases) => leases.lapsed(EXPIRY, 4))).toEqual(ids.slice(0, 4));
        expect(yield* ask((leases) => leases.lapsed(JUST_BEFORE, 100))).toEqual(ids.slice(3));
      }));

    it("names lapsed plans by their roots first, so that whoever locks them in this order locks trees in one order", () =>
      Effect.gen(function* () {
        const [one, two] = [factory.plan(), factory.plan()];
        // Ids say nothing of the root: these children's run against their roots'.
        const ofOne = factory.child(one, {
          planId: planIdFromKey("Z"),
          processingState: "processing",
          phase: "execute",
        });
        const ofTwo = factory.child(two, {
          planId: planIdFromKey("0"),
          processingState: "processing",
          phase: "execute",
        });
        const alsoOfOne = factory.child(one, {
          planId: planIdFromKey("1"),
          processingState: "processing",
          phase: "execute",
        });
        yield* given(one, two, ofTwo, ofOne, alsoOfOne);
        expect(yield* ask((leases) => leases.lapsed(EXPIRY, 100))).toEqual(
          [alsoOfOne, ofOne, ofTwo].map((plan) => plan.planId),
        );
        expect(yield* ask((leases) => leases.lapsed(EXPIRY, 1))).toEqual([alsoOfOne.planId]);
      }));

    it("looks at plans in processing only, in the phases that are worked in", () =>
      Effect.gen(function* () {
        const plans = PHASES.flatMap((phase) =>
          PROCESSING_STATES.map((processingState) => processing({ phase, processingState })),
        );
        yield* given(...plans);
        yield* tell((leases) =>
          Effect.forEach(
            plans.slice(0, 20),
            (plan) => leases.insert(makeLease(plan, { expiresAt: EXPIRY })),
            { discard: true },
          ),
        );
        const worked = plans.filter(
          (plan) => plan.processingState === "processing" && plan.phase !== "action",
        );
        expect(worked).toHaveLength(3);
        expect(yield* ask((leases) => leases.lapsed(EXPIRY, 100))).toEqual(worked.map((plan) => plan.planId));
        for (const plan of plans.filter((plan) => plan.processingState !== "processing")) {
          expect(yield* ask((leases) => leases.liveIn(plan.planId, JUST_BEFORE))).toBe(0);
        }
      }));

    for (const how of RULELESS) {
      it(`names a lapsed plan with ${how} like any other`, () =>
        Effect.gen(function* () {
          const plan = yield* givenWithoutRules(capabilities, processing(), how);
          expect(yield* ask((leases) => leases.lapsed(EXPIRY, 100))).toEqual([plan.planId]);
          yield* tell((leases) => leases.insert(makeLease(plan, { expiresAt: EXPIRY })));
          expect(yield* ask((leases) => leases.liveIn(plan.planId, JUST_BEFORE))).toBe(1);
        }));
    }

    it("counts plans at and below a plan that are processing under a live lease", () =>
      Effect.gen(function* () {
        const root = processing();
        const child = factory.child(root, { processingState: "processing" });
        const leaf = factory.child(child, { processingState: "processing" });
        const idle = factory.child(child, { processingState: "errored" });
        const lost = factory.child(child, { processingState: "processing" });
        const unleased = factory.child(child, { processingState: "processing" });
        const beside = factory.child(root, { processingState: "processing" });
        yield* given(root, child, leaf, idle, lost, unleased, beside);
        yield* tell((leases) =>
          Effect.gen(function* () {
            for (const plan of [root, child, leaf, idle, beside]) {
              yield* leases.insert(makeLease(plan, { expiresAt: EXPIRY }));
            }
            yield* leases.insert(makeLease(lost, { expiresAt: JUST_BEFORE }));
          }),
        );
        const counts = [root, child, leaf, idle, lost].map((plan) =>
          ask((leases) => leases.liveIn(plan.planId, JUST_BEFORE)),
        );
        expect(yield* Effect.all(counts)).toEqual([4, 2, 1, 0, 0]);
        expect(yield* ask((leases) => leases.liveIn(factory.newId(), JUST_BEFORE))).toBe(0);
      }));
  });
};

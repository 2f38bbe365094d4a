import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { Damaged } from "../../src/json/Damaged.ts";
import type { Plan } from "../../src/plan/Plan.ts";
import { isFinished, PROCESSING_STATES, type ProcessingState } from "../../src/plan/PlanState.ts";
import { DEFAULT_SUBPLAN_SETTINGS, type SubplanSettings } from "../../src/plan/SubplanSettings.ts";
import { makePlanFactory, type PlanOverrides } from "../planFactory.ts";
import { instant } from "../recordFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { claim, nextPlan } from "./claims.ts";
import { at } from "./families.ts";
import { given, givenDependent, stored } from "./given.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { planColumn, rawAccess } from "./raw.ts";
import { write } from "./units.ts";

const OPEN_STATES: ReadonlyArray<ProcessingState> = ["queued", "processing", "complete"];

/** `WorkQueue.claim` among siblings: parallel, sequential, dependency_ordered (domain.md section 2, Subplans). */
export const siblingRulesSuite = (name: string, layer: LedgerLayer, capabilities: Capabilities): void => {
  describe(`WorkQueue on ${name}: rules among siblings`, () => {
    const { it } = ledgerTests(layer);
    const factory = makePlanFactory();

    const parentWith = (settings: Partial<SubplanSettings> | null): Plan =>
      factory.plan({
        phase: "execute",
        processingState: "complete",
        subplanSettings: settings === null ? null : { ...DEFAULT_SUBPLAN_SETTINGS, ...settings },
      });

    /** A child that nobody has begun. */
    const waiting = (parent: Plan, overrides: PlanOverrides = {}): Plan =>
      factory.child(parent, { phase: "strategize", processingState: "queued", ...overrides });

    /** A child that somebody has begun, in any state; its place in the queue is behind all others. */
    const begun = (parent: Plan, processingState: ProcessingState): Plan =>
      waiting(parent, {
        processingState,
        leaseFence: 1,
        times: { queuedAt: instant("2099-01-01T00:00:00Z") },
      });

    const nextId = Effect.map(nextPlan(), (plan) => plan?.planId ?? null);

    const moved = (plan: Plan, processingState: ProcessingState) =>
      Effect.gen(function* () {
        const current = yield* stored(plan.planId);
        if (current === null) throw new Error("the plan is gone");
        yield* write((stores) =>
          stores.plans.update(current, { ...current, processingState, version: current.version + 1 }),
        );
      });

    it("lets roots begin whatever other roots do", () =>
      Effect.gen(function* () {
        const busy = Array.from({ length: 10 }, () =>
          factory.plan({ phase: "execute", processingState: "processing", leaseFence: 1 }),
        );
        const root = factory.plan({ phase: "strategize" });
        yield* given(...busy, root);
        expect(yield* nextId).toBe(root.planId);
      }));

    for (const settings of [null, { maxParallel: 1 }, { maxParallel: 3 }, { maxParallel: 64 }]) {
      const most = settings?.maxParallel ?? DEFAULT_SUBPLAN_SETTINGS.maxParallel;
      it(`lets ${most} siblings be open at once${settings === null ? " by default" : ""}`, () =>
        Effect.gen(function* () {
          const parent = parentWith(settings);
          const open = Array.from({ length: most }, () => begun(parent, "processing"));
          const child = waiting(parent);
          yield* given(parent, ...open, child);
          expect(yield* nextId).toBeNull();
          yield* moved(at(open, 0), "errored");
          expect(yield* nextId).toBe(child.planId);
        }));
    }

    for (const state of PROCESSING_STATES) {
      const isOpen = OPEN_STATES.includes(state);
      it(`counts a begun sibling in ${state} as ${isOpen ? "" : "not "}open`, () =>
        Effect.gen(function* () {
          const parent = parentWith({ maxParallel: 1 });
          const sibling = begun(parent, state);
          const child = waiting(parent);
          yield* given(parent, sibling, child);
          // A begun sibling that is itself queued may go on, and is what is given while the other waits.
          expect(yield* nextId).toBe(state === "queued" ? sibling.planId : isOpen ? null : child.planId);
        }));
    }

    it("does not count siblings that were never begun, cousins, nieces or the parent", () =>
      Effect.gen(function* () {
        const parent = { ...parentWith({ maxParallel: 1 }), leaseFence: 1 };
        const uncle = factory.child(parent, { phase: "execute", processingState: "errored", leaseFence: 1 });
        const children = [waiting(parent), waiting(parent), waiting(parent)];
        yield* given(parent, uncle, begun(uncle, "errored"), ...children);
        yield* given(begun(at(children, 2), "processing"));
        expect(yield* nextId).toBe(at(children, 0).planId);
      }));

    it("lets a begun child go on when as many are open as may be", () =>
      Effect.gen(function* () {
        const parent = parentWith({ maxParallel: 1 });
        const child = begun(parent, "queued");
        yield* given(parent, begun(parent, "processing"), child, waiting(parent));
        expect(yield* nextId).toBe(child.planId);
      }));

    it("passes over a child that must wait and gives the next plan that need not", () =>
      Effect.gen(function* () {
        const parent = parentWith({ maxParallel: 1 });
        const held = waiting(parent, { times: { queuedAt: instant("2020-01-01T00:00:00Z") } });
        const other = factory.plan({ phase: "apply" });
        yield* given(parent, begun(parent, "processing"), held, other);
        expect(yield* nextId).toBe(other.planId);
      }));

    it("goes by each family's own settings", () =>
      Effect.gen(function* () {
        const strict = parentWith({ maxParallel: 1 });
        const loose = factory.child(strict, {
          phase: "execute",
          processingState: "errored",
          subplanSettings: { ...DEFAULT_SUBPLAN_SETTINGS, maxParallel: 2 },
        });
        const inner = waiting(loose);
        yield* given(
          strict,
          begun(strict, "processing"),
          waiting(strict),
          loose,
          begun(loose, "processing"),
          inner,
        );
        expect(yield* nextId).toBe(inner.planId);
        yield* given(begun(loose, "processing"));
        expect(yield* nextId).toBeNull();
      }));

    it("follows the parent's settings when an update changes them", () =>
      Effect.gen(function* () {
        const parent = parentWith(null);
        const child = waiting(parent);
        yield* given(parent, begun(parent, "processing"), child);
        expect(yield* nextId).toBe(child.planId);
        const settings: SubplanSettings = { ...DEFAULT_SUBPLAN_SETTINGS, maxParallel: 1 };
        yield* write((stores) =>
          stores.plans.update(parent, { ...parent, subplanSettings: settings, version: 2 }),
        );
        expect(yield* nextId).toBeNull();
      }));

    it("takes settings that cannot be read for the defaults", () =>
      Effect.gen(function* () {
        const parent = parentWith(null);
        if (capabilities.rawText === true) {
          yield* given(parent);
          yield* (yield* rawAccess).plant(planColumn(parent.planId, "subplan_settings_json"), "broken");
        } else {
          yield* given({ ...parent, subplanSettings: Damaged.of("broken") });
        }
        const open = Array.from({ length: 3 }, () => begun(parent, "processing"));
        const child = waiting(parent);
        yield* given(...open, child);
        expect(yield* nextId).toBe(child.planId);
        yield* given(begun(parent, "processing"));
        expect(yield* nextId).toBeNull();
      }));

    for (const state of PROCESSING_STATES) {
      it(`sequential: a child ${isFinished(state) ? "may begin" : "waits"} when its older sibling is ${state}`, () =>
        Effect.gen(function* () {
          const parent = parentWith({ executionMode: "sequential" });
          const older = waiting(parent, { processingState: state, phase: "action" });
          const child = waiting(parent);
          yield* given(parent, older, child);
          expect(yield* nextId).toBe(isFinished(state) ? child.planId : null);
        }));
    }

    it("sequential: begins the oldest first whatever the queue says, and nothing waits for younger siblings", () =>
      Effect.gen(function* () {
        const parent = parentWith({ executionMode: "sequential" });
        const first = waiting(parent, { times: { queuedAt: instant("2026-09-01T00:00:00Z") } });
        const second = waiting(parent, { times: { queuedAt: instant("2026-01-01T00:00:00Z") } });
        yield* given(parent, first, second);
        expect(yield* nextId).toBe(first.planId);
        yield* moved(first, "applied");
        expect(yield* nextId).toBe(second.planId);
      }));

    it("sequential: holds back a begun child too while an older sibling is unfinished", () =>
      Effect.gen(function* () {
        const parent = parentWith({ executionMode: "sequential" });
        yield* given(parent, waiting(parent, { phase: "action" }), begun(parent, "queued"));
        expect(yield* nextId).toBeNull();
      }));

    it("sequential: older is who was created earlier, by instant, then by id", () =>
      Effect.gen(function* () {
        const parent = parentWith({ executionMode: "sequential" });
        const createdAt = (text: string) => waiting(parent, { times: { createdAt: instant(text) } });
        const third = createdAt("2026-05-01T00:00:00.000002Z");
        const first = createdAt("2026-05-01T00:00:00.000001Z");
        const second = createdAt("2026-05-01T00:00:00.000001Z");
        yield* given(parent, third, second, first);
        for (const plan of [first, second, third]) {
          expect(yield* nextId).toBe(plan.planId);
          yield* moved(plan, "cancelled");
        }
        expect(yield* nextId).toBeNull();
      }));

    it("sequential: max_parallel counts as well", () =>
      Effect.gen(function* () {
        const parent = parentWith({ executionMode: "sequential", maxParallel: 1 });
        const oldest = waiting(parent);
        const younger = begun(parent, "processing");
        yield* given(parent, oldest, younger);
        expect(yield* nextId).toBeNull();
        yield* moved(younger, "constrained");
        expect(yield* nextId).toBe(oldest.planId);
      }));

    for (const state of PROCESSING_STATES) {
      it(`dependency_ordered: a child ${state === "applied" ? "may begin" : "waits"} when its dependency is ${state}`, () =>
        Effect.gen(function* () {
          const parent = parentWith({ executionMode: "dependency_ordered" });
          const dependency = waiting(parent, { processingState: state, phase: "action" });
          const child = waiting(parent);
          yield* given(parent, dependency);
          yield* givenDependent(child, [dependency.planId]);
          expect(yield* nextId).toBe(state === "applied" ? child.planId : null);
        }));
    }

    it("dependency_ordered: every dependency counts, a child without any may begin, and age means nothing", () =>
      Effect.gen(function* () {
        const parent = parentWith({ executionMode: "dependency_ordered" });
        const [first, second] = [waiting(parent, { phase: "action" }), waiting(parent, { phase: "action" })];
        const child = waiting(parent);
        const free = waiting(parent);
        yield* given(parent, first, second);
        yield* givenDependent(child, [second.planId, first.planId]);
        expect(yield* nextId).toBeNull();
        yield* given(free);
        expect(yield* nextId).toBe(free.planId);
        yield* moved(first, "applied");
        expect(yield* nextId).toBe(free.planId);
        yield* moved(second, "applied");
        expect(yield* nextId).toBe(child.planId);
      }));

    it("dependency_ordered: max_parallel counts as well", () =>
      Effect.gen(function* () {
        const parent = parentWith({ executionMode: "dependency_ordered", maxParallel: 1 });
        yield* given(parent, begun(parent, "processing"), waiting(parent));
        expect(yield* nextId).toBeNull();
      }));

    for (const executionMode of ["parallel", "sequential"] as const) {
      it(`${executionMode}: dependencies hold nothing back`, () =>
        Effect.gen(function* () {
          const parent = parentWith({ executionMode });
          const child = waiting(parent);
          const dependency = waiting(parent, { phase: "action" });
          yield* given(parent, dependency);
          yield* givenDependent(child, [dependency.planId]);
          expect(yield* nextId).toBe(child.planId);
        }));
    }

    it("does not let more siblings be open than may be when several workers ask at the same time", () =>
      Effect.gen(function* () {
        const parent = parentWith({ maxParallel: 2 });
        const children = Array.from({ length: 6 }, () => waiting(parent));
        yield* given(parent, ...children);
        const workers = Array.from({ length: 8 }, () => claim());
        const taken = (yield* Effect.all(workers, { concurrency: "unbounded" })).filter(
          (planId) => planId !== null,
        );
        expect(taken.length).toBeGreaterThan(0);
        expect(taken.length).toBeLessThanOrEqual(2);
        if (taken.length === 1) expect(yield* claim()).not.toBeNull();
        expect(yield* claim()).toBeNull();
        if (capabilities.concurrentWriters !== true) expect(taken).toHaveLength(2);
      }));
  });
};

import { describe, expect } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import type { Plan } from "../../src/plan/Plan.ts";
import type { LockExtent } from "../../src/plan/PlanStore.ts";
import type { Setting } from "../../src/setting/Setting.ts";
import { Instant } from "../../src/time/Instant.ts";
import { makePlanFactory } from "../planFactory.ts";
import { actor, instant, makeCancellation, makeLease } from "../recordFactory.ts";
import type { Capabilities } from "./Capabilities.ts";
import { claimWith } from "./claims.ts";
import { makeFan } from "./families.ts";
import { given, stored } from "./given.ts";
import { held, waiting, writeElsewhere } from "./heldUnits.ts";
import { type LedgerLayer, ledgerTests } from "./ledgerTests.ts";
import { read, write } from "./units.ts";

const FUTURE = instant("2999-01-01T00:00:00Z");

/** Locks where several writers are at work: who waits for whom, and what the second one finds. */
export const lockWaitsSuite = (
  name: string,
  layer: LedgerLayer,
  { concurrentWriters }: Capabilities,
): void => {
  if (concurrentWriters !== true) return;
  describe(`locks on ${name}: side by side`, () => {
    const { it } = ledgerTests(layer);
    const factory = makePlanFactory();

    const lock = ({ planId }: Plan, extent: LockExtent) =>
      writeElsewhere((stores) => stores.plans.lock(planId, extent));

    const changed = (plan: Plan): Plan => ({
      ...plan,
      description: "changed meanwhile",
      version: plan.version + 1,
    });

    /** Locks a plan, changes it, and has not ended. */
    const heldChange = (plan: Plan, extent: LockExtent) =>
      held((stores) =>
        Effect.andThen(stores.plans.lock(plan.planId, extent), stores.plans.update(plan, changed(plan))),
      );

    for (const first of ["plan", "tree", "subtree"] as const) {
      for (const second of ["plan", "tree", "subtree"] as const) {
        it(`${second}: waits for a ${first} that another one has locked, and finds what that one committed`, () =>
          Effect.gen(function* () {
            const [root, child] = [...makeFan(factory, 1)];
            if (root === undefined || child === undefined) throw new RangeError("a fan of one has two plans");
            yield* given(root, child);
            const unit = yield* heldChange(child, first);
            const other = yield* waiting(lock(child, second));
            yield* unit.commit;
            expect(yield* Fiber.join(other)).toEqual(changed(child));
          }));
      }
    }

    it("finds what was there before when the other one is rolled back", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given(plan);
        const unit = yield* heldChange(plan, "tree");
        const other = yield* waiting(lock(plan, "tree"));
        yield* unit.rollBack;
        expect(yield* Fiber.join(other)).toEqual(plan);
      }));

    it("finds nothing where the other one has deleted the plan, its root too", () =>
      Effect.gen(function* () {
        const [root, child] = [...makeFan(factory, 1)];
        if (root === undefined || child === undefined) throw new RangeError("a fan of one has two plans");
        yield* given(root, child);
        const unit = yield* held((stores) => stores.tree.remove(root.planId, makeCancellation()));
        const other = yield* waiting(lock(child, "tree"));
        yield* unit.commit;
        expect(yield* Fiber.join(other)).toBeNull();
      }));

    it("a change of a locked plan waits too, and is refused because of its version", () =>
      Effect.gen(function* () {
        const plan = factory.plan();
        yield* given(plan);
        const unit = yield* heldChange(plan, "plan");
        const other = yield* waiting(
          writeElsewhere((stores) => stores.plans.update(plan, { ...plan, description: "late", version: 2 })),
        );
        yield* unit.commit;
        expect(yield* Fiber.join(other)).toBe(false);
        expect(yield* stored(plan.planId)).toEqual(changed(plan));
      }));

    it("tryLock: finds nothing, without waiting, while somebody has the plan or its tree, and the plan afterwards", () =>
      Effect.gen(function* () {
        const [root, one, two] = [...makeFan(factory, 2)];
        if (root === undefined || one === undefined || two === undefined) throw new RangeError("three plans");
        yield* given(root, one, two);
        const tryLock = ({ planId }: Plan) => writeElsewhere((stores) => stores.plans.tryLock(planId));
        for (const [plan, extent] of [
          [one, "plan"],
          [two, "tree"],
          [root, "subtree"],
        ] as const) {
          const unit = yield* held((stores) => stores.plans.lock(plan.planId, extent));
          expect(yield* tryLock(one)).toBeNull();
          yield* unit.rollBack;
          expect(yield* tryLock(one)).toEqual(one);
        }
        const unit = yield* held((stores) => stores.plans.tryLock(one.planId));
        const other = yield* waiting(lock(two, "tree"));
        yield* unit.commit;
        expect(yield* Fiber.join(other)).toEqual(two);
      }));

    it("plan: plans of one tree do not wait for one another", () =>
      Effect.gen(function* () {
        const [root, one, two] = [...makeFan(factory, 2)];
        if (root === undefined || one === undefined || two === undefined) throw new RangeError("three plans");
        yield* given(root, one, two);
        const unit = yield* heldChange(one, "plan");
        expect(yield* lock(two, "plan")).toEqual(two);
        expect(yield* lock(root, "tree")).toEqual(root);
        yield* unit.commit;
      }));

    it("tree: plans of one tree wait for one another, and trees do not", () =>
      Effect.gen(function* () {
        const [root, one, two] = [...makeFan(factory, 2)];
        if (root === undefined || one === undefined || two === undefined) throw new RangeError("three plans");
        const other = factory.plan();
        yield* given(root, one, two, other);
        const unit = yield* heldChange(one, "tree");
        const waits = yield* waiting(lock(two, "tree"));
        expect(yield* lock(other, "tree")).toEqual(other);
        yield* unit.commit;
        expect(yield* Fiber.join(waits)).toEqual(two);
      }));

    it("a cancellation waits for a spawn, and cancels the child", () =>
      Effect.gen(function* () {
        const root = factory.plan();
        const child = factory.child(root);
        yield* given(root);
        const spawn = yield* held((stores) =>
          Effect.andThen(stores.plans.lock(root.planId, "tree"), stores.plans.insert([child])),
        );
        const cancel = yield* waiting(
          writeElsewhere((stores) =>
            Effect.andThen(
              stores.plans.lock(root.planId, "tree"),
              stores.tree.cancelBelow(root.planId, makeCancellation()),
            ),
          ),
        );
        yield* spawn.commit;
        expect(yield* Fiber.join(cancel)).toBe(1);
        expect((yield* stored(child.planId))?.processingState).toBe("cancelled");
      }));

    it("a spawn waits for a cancellation, and finds its parent cancelled", () =>
      Effect.gen(function* () {
        const [root, child] = [...makeFan(factory, 1)];
        if (root === undefined || child === undefined) throw new RangeError("a fan of one has two plans");
        yield* given(root, child);
        const cancel = yield* held((stores) =>
          Effect.andThen(
            stores.plans.lock(root.planId, "tree"),
            stores.tree.cancelBelow(root.planId, makeCancellation()),
          ),
        );
        const spawn = yield* waiting(lock(child, "tree"));
        yield* cancel.commit;
        expect((yield* Fiber.join(spawn))?.processingState).toBe("cancelled");
      }));

    it("what others add to another tree need not wait for a lock", () =>
      Effect.gen(function* () {
        const [one, two] = [factory.plan(), factory.plan()];
        yield* given(one, two);
        const unit = yield* heldChange(one, "subtree");
        const child = factory.child(two);
        yield* writeElsewhere((stores) => stores.plans.insert([child]));
        yield* unit.commit;
        expect(yield* stored(child.planId)).toEqual(child);
      }));

    it("subtree: keeps claims away from everything below, which tree does not", () =>
      Effect.gen(function* () {
        const [root, child] = [...makeFan(factory, 1, { phase: "strategize" })];
        if (root === undefined || child === undefined) throw new RangeError("a fan of one has two plans");
        yield* given({ ...root, processingState: "complete" }, child);
        const subtree = yield* held((stores) => stores.plans.lock(root.planId, "subtree"));
        expect(yield* claimWith()).toEqual({ _tag: "Nothing" });
        yield* subtree.commit;
        const tree = yield* held((stores) => stores.plans.lock(root.planId, "tree"));
        expect((yield* claimWith())._tag).toBe("Taken");
        yield* tree.commit;
      }));

    it("a lost lease is not renewed: a heartbeat waits for a reclaim and finds no lease [X3]", () =>
      Effect.gen(function* () {
        const plan = factory.plan({ phase: "execute", processingState: "processing", leaseFence: 1 });
        yield* given(plan);
        yield* write((stores) => stores.leases.insert(makeLease(plan, { fence: 1 })));
        const back: Plan = { ...plan, processingState: "queued", version: 2 };
        const reclaim = yield* held((stores) =>
          Effect.gen(function* () {
            yield* stores.plans.lock(plan.planId, "tree");
            yield* stores.leases.remove(plan.planId);
            yield* stores.plans.update(plan, back);
          }),
        );
        const heartbeat = yield* waiting(
          writeElsewhere((stores) =>
            Effect.gen(function* () {
              const found = yield* stores.plans.lock(plan.planId, "plan");
              return { found, extended: yield* stores.leases.extend(plan.planId, FUTURE) };
            }),
          ),
        );
        yield* reclaim.commit;
        expect(yield* Fiber.join(heartbeat)).toEqual({ found: back, extended: false });
      }));

    it("a renewed lease is not lost: a reclaim waits for a heartbeat and finds the lease alive [X3]", () =>
      Effect.gen(function* () {
        const plan = factory.plan({ phase: "execute", processingState: "processing", leaseFence: 1 });
        yield* given(plan);
        yield* write((stores) => stores.leases.insert(makeLease(plan, { fence: 1 })));
        const heartbeat = yield* held((stores) =>
          Effect.andThen(stores.plans.lock(plan.planId, "plan"), stores.leases.extend(plan.planId, FUTURE)),
        );
        const reclaim = yield* waiting(
          writeElsewhere((stores) =>
            Effect.andThen(stores.plans.lock(plan.planId, "tree"), stores.leases.find(plan.planId)),
          ),
        );
        yield* heartbeat.commit;
        expect((yield* Fiber.join(reclaim))?.expiresAt).toBe(FUTURE);
      }));

    it("a key that another one has is not waited for, and free when that one ends", () =>
      Effect.gen(function* () {
        yield* given();
        const scope = { actor: actor("user:one"), operation: "plan use", key: "k" } as const;
        const reserve = (key: string) =>
          writeElsewhere((stores) => stores.idempotency.reserve({ ...scope, key }));
        for (const end of ["commit", "rollBack"] as const) {
          const unit = yield* held((stores) => stores.idempotency.reserve(scope));
          expect([unit.answer, yield* reserve("k"), yield* reserve("other")]).toEqual([true, false, true]);
          yield* unit[end];
          expect(yield* reserve("k")).toBe(true);
        }
      }));

    it("a digest that another one keeps for the first time is waited for, and kept once", () =>
      Effect.gen(function* () {
        for (const [end, digest] of [
          ["rollBack", "a".repeat(64)],
          ["commit", "b".repeat(64)],
        ] as const) {
          const unit = yield* held((stores) => stores.snapshots.keep(digest, "text"));
          const other = yield* waiting(writeElsewhere((stores) => stores.snapshots.keep(digest, "text")));
          yield* unit[end];
          yield* Fiber.join(other);
          expect(yield* read((stores) => stores.snapshots.find(digest))).toBe("text");
        }
      }));

    it("a profile that another one adds is waited for, and found", () =>
      Effect.gen(function* () {
        const profile = {
          ...factory.snapshot().captured.profile,
          name: "local/fast",
          source: "custom",
        } as const;
        const unit = yield* held((stores) =>
          Effect.andThen(
            stores.profiles.lock(profile.name),
            stores.profiles.put(profile, { actor: "user:ann", at: FUTURE }),
          ),
        );
        const other = yield* waiting(writeElsewhere((stores) => stores.profiles.lock(profile.name)));
        expect(yield* writeElsewhere((stores) => stores.profiles.lock("local/slow"))).toBeNull();
        expect(yield* read((stores) => stores.profiles.find(profile.name))).toBeNull();
        yield* unit.commit;
        expect(yield* Fiber.join(other)).toEqual(profile);
      }));

    it("a setting that another one puts is waited for, and found", () =>
      Effect.gen(function* () {
        const setting: Setting = {
          key: "core.automation-profile",
          project: null,
          value: "manual",
          updatedAt: Instant.fromMillis(0),
          updatedBy: actor("user:ann"),
        };
        const unit = yield* held((stores) =>
          Effect.andThen(stores.settings.lock(setting.key, null), stores.settings.put(setting)),
        );
        const other = yield* waiting(writeElsewhere((stores) => stores.settings.lock(setting.key, null)));
        expect(yield* writeElsewhere((stores) => stores.settings.lock(setting.key, "local/app"))).toBeNull();
        yield* unit.commit;
        expect(yield* Fiber.join(other)).toEqual(setting);
      }));
  });
};

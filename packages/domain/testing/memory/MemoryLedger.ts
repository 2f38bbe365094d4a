import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Semaphore from "effect/Semaphore";
import { beforeDeadline } from "../../src/store/limits.ts";
import { type Stores, UnitOfWork } from "../../src/store/UnitOfWork.ts";
import type { Capabilities } from "../suites/Capabilities.ts";
import { emptyLedger, type LedgerState } from "./LedgerState.ts";
import { memoryActionStore } from "./memoryActionStore.ts";
import { memoryDecisionLog } from "./memoryDecisionLog.ts";
import { memoryEventLog } from "./memoryEventLog.ts";
import { memoryIdempotencyStore } from "./memoryIdempotencyStore.ts";
import { memoryLeaseStore } from "./memoryLeaseStore.ts";
import { memoryPlanStore } from "./memoryPlanStore.ts";
import { memoryPlanTreeStore } from "./memoryPlanTreeStore.ts";
import { memoryProfileStore } from "./memoryProfileStore.ts";
import { memorySettingStore } from "./memorySettingStore.ts";
import { memorySnapshotStore } from "./memorySnapshotStore.ts";
import { memoryWorkQueue } from "./memoryWorkQueue.ts";
import { callersNow, type Unit } from "./Unit.ts";

const storesOf = (unit: Unit): Stores => ({
  actions: memoryActionStore(unit),
  decisions: memoryDecisionLog(unit),
  events: memoryEventLog(unit),
  idempotency: memoryIdempotencyStore(unit),
  leases: memoryLeaseStore(unit),
  plans: memoryPlanStore(unit),
  profiles: memoryProfileStore(unit),
  settings: memorySettingStore(unit),
  snapshots: memorySnapshotStore(unit),
  tree: memoryPlanTreeStore(unit),
  work: memoryWorkQueue(unit),
  now: callersNow,
});

/** Runs a body over a unit that ends with it, whatever becomes of the body. */
const within = <A, E, R>(
  unit: Unit,
  body: (stores: Stores) => Effect.Effect<A, E, R>,
): Effect.Effect<A, E, R> =>
  Effect.ensuring(
    Effect.suspend(() => body(storesOf(unit))),
    Effect.sync(() => {
      unit.mode = "ended";
    }),
  );

const make = Effect.map(Semaphore.make(1), (writer): UnitOfWork["Service"] => {
  let committed: LedgerState = emptyLedger();
  return {
    read: (body) => beforeDeadline(Effect.suspend(() => within({ state: committed, mode: "reading" }, body))),
    write: (body, { dryRun = false } = {}) =>
      // Only the body may be interrupted: once it has succeeded in time, its unit is committed and the answer given.
      Effect.uninterruptibleMask((restore) => {
        const unit: Unit = { state: committed, mode: "writing" };
        let admitted = false;
        const admit = Effect.map(Effect.interruptible(writer.take(1)), () => {
          admitted = true;
          unit.state = committed;
        });
        const work = Effect.andThen(Effect.uninterruptible(admit), within(unit, body));
        return Effect.map(restore(beforeDeadline(work)), (answer) => {
          if (!dryRun) committed = unit.state;
          return answer;
        }).pipe(Effect.ensuring(Effect.suspend(() => (admitted ? writer.release(1) : Effect.void))));
      }),
  };
});

/**
 * A ledger in memory, empty each time the layer is built. A unit of work sees the ledger as it was when it began; readers
 * never wait; writers follow one another, so a write inside of a write waits for ever.
 */
const layer: Layer.Layer<UnitOfWork> = Layer.effect(UnitOfWork, make);

/** What a store without texts, connections or a clock of its own does differently. */
const capabilities: Capabilities = {
  rawText: { lacks: "it keeps values, so there is no stored text that could be damaged" },
  secondConnection: { lacks: "it lives in one process and is gone with it" },
  concurrentReaders: true,
  concurrentWriters: { lacks: "writers follow one another" },
  ownClock: { lacks: "it takes the time of whoever calls it" },
  largestTree: 100_000,
};

/** The store in memory, and what it lacks beside a database. */
export const MemoryLedger = { layer, capabilities } as const;

import { Instant, type Sha256, type Stores } from "@planwright/domain";
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import type { Session } from "../Session.ts";
import { actionStore } from "./actionStore.ts";
import { decisionLog } from "./decisionLog.ts";
import { eventLog } from "./eventLog.ts";
import { idempotencyStore } from "./idempotencyStore.ts";
import { leaseStore } from "./leaseStore.ts";
import { planStore } from "./planStore.ts";
import { planTreeStore } from "./planTreeStore.ts";
import { profileStore } from "./profileStore.ts";
import { settingStore } from "./settingStore.ts";
import { snapshotStore } from "./snapshotStore.ts";
import { workQueue } from "./workQueue.ts";

/** SQLite has no clock that several machines could share: the time is the caller's. */
const now = Effect.map(Clock.currentTimeMillis, Instant.fromMillis);

/** The stores over one unit of work. */
export const makeStores = (session: Session, sha256: Sha256): Stores => {
  const context = { session, sha256 };
  return {
    actions: actionStore(context),
    decisions: decisionLog(context),
    events: eventLog(context),
    idempotency: idempotencyStore(context),
    leases: leaseStore(context),
    plans: planStore(context),
    profiles: profileStore(context),
    settings: settingStore(context),
    snapshots: snapshotStore(context),
    tree: planTreeStore(context),
    work: workQueue(context),
    now,
  };
};

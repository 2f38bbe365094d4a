import type { Sha256, Stores } from "@planwright/domain";
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
import { storeNow } from "./storeNow.ts";
import { workQueue } from "./workQueue.ts";

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
    now: storeNow(context),
  };
};

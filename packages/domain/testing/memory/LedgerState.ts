import * as HashMap from "effect/HashMap";
import * as HashSet from "effect/HashSet";
import type { Action } from "../../src/action/Action.ts";
import type { LedgerEvent } from "../../src/event/LedgerEvent.ts";
import type { Decision } from "../../src/gate/Decision.ts";
import type { IdempotencyRecord } from "../../src/idempotency/IdempotencyStore.ts";
import type { Lease } from "../../src/lease/Lease.ts";
import type { Plan } from "../../src/plan/Plan.ts";
import type { PlanId } from "../../src/plan/PlanId.ts";
import type { Profile } from "../../src/profile/Profile.ts";
import type { Setting } from "../../src/setting/Setting.ts";
import { Log } from "./Log.ts";

/** A plan as the ledger keeps it. */
export interface PlanRow {
  readonly plan: Plan;
  /** In the order given at spawn. */
  readonly dependencies: ReadonlyArray<PlanId>;
}

/** Plan ids under another key. */
export type PlanIndex<K> = HashMap.HashMap<K, HashSet.HashSet<PlanId>>;

/** Everything that a ledger holds; a value, so that keeping an older one is all that a roll-back takes. */
export interface LedgerState {
  readonly plans: HashMap.HashMap<PlanId, PlanRow>;
  /** Children by parent. */
  readonly children: PlanIndex<PlanId>;
  /** Plans by what they depend on. */
  readonly dependents: PlanIndex<PlanId>;
  readonly shortIds: PlanIndex<string>;
  readonly leases: HashMap.HashMap<PlanId, Lease>;
  readonly actions: HashMap.HashMap<string, Action>;
  readonly profiles: HashMap.HashMap<string, Profile>;
  readonly settings: HashMap.HashMap<string, Setting>;
  readonly snapshots: HashMap.HashMap<string, string>;
  readonly idempotency: HashMap.HashMap<string, IdempotencyRecord>;
  readonly decisions: Log<Decision>;
  readonly decisionIds: HashSet.HashSet<PlanId>;
  /** The event with id `n` is at position `n - 1`. */
  readonly events: Log<LedgerEvent>;
}

/** A ledger in which nothing has happened. */
export const emptyLedger = (): LedgerState => ({
  plans: HashMap.empty(),
  children: HashMap.empty(),
  dependents: HashMap.empty(),
  shortIds: HashMap.empty(),
  leases: HashMap.empty(),
  actions: HashMap.empty(),
  profiles: HashMap.empty(),
  settings: HashMap.empty(),
  snapshots: HashMap.empty(),
  idempotency: HashMap.empty(),
  decisions: Log.empty(),
  decisionIds: HashSet.empty(),
  events: Log.empty(),
});

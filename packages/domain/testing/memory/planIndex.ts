import * as HashMap from "effect/HashMap";
import * as HashSet from "effect/HashSet";
import * as Option from "effect/Option";
import type { PlanId } from "../../src/plan/PlanId.ts";
import type { PlanIndex } from "./LedgerState.ts";

/** The plans under a key, in no particular order. */
export const indexed = <K>(index: PlanIndex<K>, key: K): HashSet.HashSet<PlanId> =>
  Option.getOrElse(HashMap.get(index, key), () => HashSet.empty<PlanId>());

/** The index with a plan added under a key. */
export const addTo = <K>(index: PlanIndex<K>, key: K, planId: PlanId): PlanIndex<K> =>
  HashMap.set(index, key, HashSet.add(indexed(index, key), planId));

/** The index with a plan no longer under a key; a key without plans goes. */
export const removeFrom = <K>(index: PlanIndex<K>, key: K, planId: PlanId): PlanIndex<K> => {
  const rest = HashSet.remove(indexed(index, key), planId);
  return HashSet.isEmpty(rest) ? HashMap.remove(index, key) : HashMap.set(index, key, rest);
};

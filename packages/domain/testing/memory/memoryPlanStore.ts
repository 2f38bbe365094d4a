import * as HashMap from "effect/HashMap";
import * as Result from "effect/Result";
import { compareUtf8 } from "../../src/name/compareUtf8.ts";
import { hasRules } from "../../src/plan/PlanEventName.ts";
import type { PlanStore } from "../../src/plan/PlanStore.ts";
import type { StorageError } from "../../src/store/StorageError.ts";
import { addPlan } from "./addPlan.ts";
import { countStates } from "./countStates.ts";
import { deepFreeze } from "./deepFreeze.ts";
import type { LedgerState, PlanRow } from "./LedgerState.ts";
import { passesFilter } from "./planFilter.ts";
import { indexed } from "./planIndex.ts";
import { comparePlaces, createdPlace } from "./planOrder.ts";
import { ask, type Change, change, conflict, hold, type Unit } from "./Unit.ts";
import { rowOf } from "./walkTree.ts";
import { writePlan } from "./writePlan.ts";

type Written = Result.Result<Change<boolean>, StorageError>;

const written = (before: LedgerState, after: LedgerState | undefined): Written =>
  Result.succeed(after === undefined ? [false, before] : [true, after]);

/** The plans of a unit of work. */
export const memoryPlanStore = (unit: Unit): PlanStore => ({
  insert: (plans, dependencies = []) =>
    change(unit, (state) => {
      let after = state;
      for (const plan of plans) {
        const added = addPlan(after, plan, dependencies);
        if (Result.isFailure(added)) return Result.fail(added.failure);
        after = added.success;
      }
      return Result.succeed([undefined, after]);
    }),

  find: (planId) => ask(unit, (state) => rowOf(state, planId)?.plan ?? null),

  lock: (planId) => hold(unit, (state) => rowOf(state, planId)?.plan ?? null),
  tryLock: (planId) => hold(unit, (state) => rowOf(state, planId)?.plan ?? null),

  findByShortId: (short, limit) =>
    ask(unit, (state) => [...indexed(state.shortIds, short)].sort(compareUtf8).slice(0, limit)),

  update: (before, after) =>
    change(unit, (state): Written => {
      const actionKnown = HashMap.has(state.actions, after.actionName);
      return actionKnown
        ? written(state, writePlan(state, before, after))
        : Result.fail(conflict("action_name"));
    }),

  capture: (before, after) =>
    change(unit, (state): Written => {
      const changed = writePlan(state, before, after);
      const row = rowOf(state, before.planId);
      if (changed === undefined || row === undefined) return written(state, undefined);
      if (hasRules(row.plan)) return Result.fail(conflict("snapshot_immutable"));
      const { automationProfile, effectiveProfileSnapshot, profileDigest } = after;
      const rules = { automationProfile, effectiveProfileSnapshot, profileDigest };
      const captured = ({ dependencies, plan }: PlanRow): PlanRow =>
        deepFreeze({ dependencies, plan: { ...plan, ...rules } });
      return written(state, { ...changed, plans: HashMap.modify(changed.plans, before.planId, captured) });
    }),

  list: (filter, { after, limit }) =>
    ask(unit, (state) => {
      const start = after && { text: after.createdAt, planId: after.planId };
      const listed = Array.from(HashMap.values(state.plans), ({ plan }) => ({
        plan,
        place: createdPlace(plan),
      }))
        .filter(
          ({ place, plan }) => (!start || comparePlaces(place, start) < 0) && passesFilter(plan, filter),
        )
        .sort((a, b) => comparePlaces(b.place, a.place));
      return listed
        .slice(0, limit)
        .map(({ place, plan }) => ({ plan, cursor: { createdAt: place.text, planId: place.planId } }));
    }),

  count: (filter) =>
    ask(unit, (state) =>
      countStates(Array.from(HashMap.values(state.plans)).filter(({ plan }) => passesFilter(plan, filter))),
    ),
});

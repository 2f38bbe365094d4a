import * as HashMap from "effect/HashMap";
import * as Result from "effect/Result";
import type { Plan } from "../../src/plan/Plan.ts";
import { type PlanId, shortId } from "../../src/plan/PlanId.ts";
import type { StorageError } from "../../src/store/StorageError.ts";
import { deepFreeze } from "./deepFreeze.ts";
import type { LedgerState } from "./LedgerState.ts";
import { addTo } from "./planIndex.ts";
import { conflict } from "./Unit.ts";
import { rowOf } from "./walkTree.ts";

const hasTwice = (values: ReadonlyArray<string | null>): boolean => {
  const given = values.filter((value) => value !== null);
  return new Set(given).size < given.length;
};

/** The constraint that a root breaks: a parent's root is its children's, and without a parent a plan is its own root. */
const brokenByRoot = (state: LedgerState, { parentPlanId, planId, rootPlanId }: Plan): string | undefined => {
  if (parentPlanId === null) return rootPlanId === planId ? undefined : "root_plan_id";
  const parent = rowOf(state, parentPlanId);
  if (parent === undefined) return "parent_plan_id";
  return parent.plan.rootPlanId === rootPlanId ? undefined : "root_plan_id";
};

/** The first constraint that a new plan breaks, or undefined. */
const broken = (state: LedgerState, plan: Plan, dependencies: ReadonlyArray<PlanId>): string | undefined => {
  const { arguments: args, projects } = plan;
  if (HashMap.has(state.plans, plan.planId)) return "plan_id";
  const byRoot = brokenByRoot(state, plan);
  if (byRoot !== undefined) return byRoot;
  if (!HashMap.has(state.actions, plan.actionName)) return "action_name";
  if (hasTwice(projects.map((project) => project.name))) return "plan_projects.project_name";
  if (hasTwice(projects.map((project) => project.alias))) return "plan_projects.alias";
  if (hasTwice(args.map((argument) => argument.name))) return "plan_arguments.name";
  if (
    hasTwice(dependencies) ||
    dependencies.some((id) => id === plan.planId || !HashMap.has(state.plans, id))
  ) {
    return "depends_on_plan_id";
  }
  return undefined;
};

/** The ledger with one plan more, or the constraint that it breaks. */
export const addPlan = (
  state: LedgerState,
  plan: Plan,
  dependencies: ReadonlyArray<PlanId>,
): Result.Result<LedgerState, StorageError> => {
  const constraint = broken(state, plan, dependencies);
  if (constraint !== undefined) return Result.fail(conflict(constraint));
  const { parentPlanId, planId } = plan;
  return Result.succeed({
    ...state,
    plans: HashMap.set(
      state.plans,
      planId,
      deepFreeze({ plan: { ...plan }, dependencies: [...dependencies] }),
    ),
    children: parentPlanId === null ? state.children : addTo(state.children, parentPlanId, planId),
    dependents: dependencies.reduce((index, id) => addTo(index, id, planId), state.dependents),
    shortIds: addTo(state.shortIds, shortId(planId), planId),
  });
};

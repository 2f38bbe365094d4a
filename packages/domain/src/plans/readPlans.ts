import * as Effect from "effect/Effect";
import type { LedgerEvent } from "../event/LedgerEvent.ts";
import type { Decision } from "../gate/Decision.ts";
import type { Operation } from "../gate/Operation.ts";
import { InvalidInput } from "../input/InvalidInput.ts";
import type { Plan } from "../plan/Plan.ts";
import { PlanError } from "../plan/PlanError.ts";
import { type PlanId, planIdFromKey } from "../plan/PlanId.ts";
import { type PlanTree, treeOf } from "../plan/PlanTree.ts";
import type { PlanNode } from "../plan/PlanTreeStore.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import { findPlan } from "./findPlan.ts";
import type { PlansContext } from "./PlansContext.ts";
import type { PlanView } from "./PlanView.ts";
import { viewPlan } from "./viewPlan.ts";

/** The plan under an id or short id. */
export const readPlan = (context: PlansContext, id: string): Effect.Effect<Plan, PlanError | StorageError> =>
  context.uow.read((stores) => findPlan(stores, id));

/** The plan with its children by state and what it waits for. */
export const readStatus = (
  context: PlansContext,
  id: string,
): Effect.Effect<PlanView, PlanError | StorageError> =>
  context.uow.read((stores) => Effect.flatMap(findPlan(stores, id), (plan) => viewPlan(stores, plan)));

/** The plan and everything below it, depth first, whatever its size. */
export const readTree = (
  context: PlansContext,
  id: string,
): Effect.Effect<PlanTree, PlanError | StorageError> =>
  context.uow.read(
    Effect.fnUntraced(function* (stores): Effect.fn.Return<PlanTree, PlanError | StorageError> {
      const { planId } = yield* findPlan(stores, id);
      const tree = treeOf(planId, yield* stores.tree.subtree(planId));
      return tree ?? (yield* new PlanError({ reason: { _tag: "NotFound", id } }));
    }),
  );

/** From the parent up to the root; [] for a root. */
export const readAncestors = (
  context: PlansContext,
  id: string,
): Effect.Effect<ReadonlyArray<PlanNode>, PlanError | StorageError> =>
  context.uow.read((stores) =>
    Effect.flatMap(findPlan(stores, id), (plan) => stores.tree.ancestors(plan.planId)),
  );

/** The id that records are kept under: a plan's own, or, for a deleted plan, the exact id that was asked for. */
const recordId = (stores: Stores, id: string): Effect.Effect<PlanId, PlanError | StorageError> =>
  findPlan(stores, id).pipe(
    Effect.map((plan) => plan.planId),
    Effect.catchIf(
      (error) => error._tag === "PlanError" && error.reason._tag === "NotFound" && id !== "",
      (error) =>
        Effect.flatMap(stores.events.read({ planId: planIdFromKey(id), limit: 1 }), (events) =>
          events.length > 0 ? Effect.succeed(planIdFromKey(id)) : Effect.fail(error),
        ),
    ),
  );

/** Where to read a history from. */
export interface HistoryQuery {
  /** Only events with a greater id. */
  readonly after?: number | undefined;
  /** At most this many; all of them when not given. */
  readonly limit?: number | undefined;
}

const checkQuery = ({ after = 0, limit = 1 }: HistoryQuery): Effect.Effect<void, InvalidInput> => {
  if (!Number.isSafeInteger(after) || after < 0)
    return Effect.fail(InvalidInput.at("", ["after"], "must be the id of an event, or 0"));
  return Number.isSafeInteger(limit) && limit >= 1
    ? Effect.void
    : Effect.fail(InvalidInput.at("", ["limit"], "must be a whole number of at least 1"));
};

/** The events of one plan, oldest first; also of a plan that was deleted. */
export const readHistory = (
  context: PlansContext,
  id: string,
  query: HistoryQuery,
): Effect.Effect<
  { readonly planId: PlanId; readonly events: ReadonlyArray<LedgerEvent> },
  InvalidInput | PlanError | StorageError
> => {
  const { after, limit = Number.MAX_SAFE_INTEGER } = query;
  const read = context.uow.read((stores) =>
    Effect.flatMap(recordId(stores, id), (planId) =>
      Effect.map(stores.events.read({ planId, after, limit }), (events) => ({ planId, events })),
    ),
  );
  return Effect.andThen(checkQuery(query), read);
};

/** The decision records of one plan, oldest first; also of a plan that was deleted. */
export const readDecisions = (
  context: PlansContext,
  id: string,
  operation?: Operation,
): Effect.Effect<
  { readonly planId: PlanId; readonly decisions: ReadonlyArray<Decision> },
  PlanError | StorageError
> =>
  context.uow.read((stores) =>
    Effect.flatMap(recordId(stores, id), (planId) =>
      Effect.map(stores.decisions.ofPlan(planId, operation), (decisions) => ({ planId, decisions })),
    ),
  );

/** The canonical text of a profile that plans were frozen with, by its digest; null when there is none. */
export const readSnapshotText = (
  context: PlansContext,
  digest: string,
): Effect.Effect<string | null, StorageError> => context.uow.read((stores) => stores.snapshots.find(digest));

/** The whole record of one plan. */
export interface PlanRecord {
  readonly plan: Plan;
  readonly decisions: ReadonlyArray<Decision>;
  readonly events: ReadonlyArray<LedgerEvent>;
}

/** Everything that the ledger knows of a plan, over one consistent state. */
export const readRecord = (
  context: PlansContext,
  id: string,
): Effect.Effect<PlanRecord, PlanError | StorageError> =>
  context.uow.read(
    Effect.fnUntraced(function* (stores): Effect.fn.Return<PlanRecord, PlanError | StorageError> {
      const plan = yield* findPlan(stores, id);
      return {
        plan,
        decisions: yield* stores.decisions.ofPlan(plan.planId),
        events: yield* stores.events.read({ planId: plan.planId, limit: Number.MAX_SAFE_INTEGER }),
      };
    }),
  );

import {
  type ClaimOutcome,
  hasRules,
  Instant,
  type Lease,
  type LeaseGrant,
  type Plan,
  type StorageError,
  type WorkFilter,
} from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { PlanRow } from "../../mapping/readPlan.ts";
import { asBoolean } from "../../mapping/scalars.ts";
import { literal, type Statement, statement } from "../../Statement.ts";
import { CHILDREN, stateCounts } from "../countPlans.ts";
import { READ_COLUMNS, readOne } from "../readPlans.ts";
import type { StoreContext } from "../StoreContext.ts";
import { storeNow } from "../storeNow.ts";
import { PUT_LEASE } from "../writeLease.ts";
import { claimQueue, type QueueArgs, type QueueForm, queueArgs, queueForm } from "./claimQueue.ts";
import { IS_ANY_LAPSED, IS_LAPSED } from "./lapsedLeases.ts";
import { mayBegin } from "./siblingRules.ts";
import { takenColumns } from "./takenColumns.ts";

interface NextArgs extends QueueArgs {
  readonly skip: number;
}

const nextStatement = (form: QueueForm): Statement<NextArgs, PlanRow> =>
  statement<NextArgs>()((db, $) =>
    claimQueue(db, $, form).where(mayBegin).select(READ_COLUMNS).limit(literal(1)).offset($("skip")),
  );

const NEXT: { readonly [F in QueueForm]: Statement<NextArgs, PlanRow> } = {
  any: nextStatement("any"),
  phase: nextStatement("phase"),
  project: nextStatement("project"),
  both: nextStatement("both"),
};

const TAKE = statement<{ readonly planId: string; readonly at: string }>()((db, $) =>
  db
    .updateTable("v3_plans")
    .set(takenColumns($("at")))
    .where("plan_id", "=", $("planId")),
);

/** The first plan that may be claimed; one whose rules turn out to be unreadable is passed over. */
const next = Effect.fnUntraced(function* (
  context: StoreContext,
  filter: WorkFilter,
): Effect.fn.Return<Plan | null, StorageError> {
  for (let skip = 0; ; skip++) {
    const row = yield* context.session.get(NEXT[queueForm(filter)], { ...queueArgs(filter), skip });
    if (row === undefined) return null;
    const plan = yield* readOne(context, row);
    if (plan !== null && hasRules(plan)) return plan;
  }
});

/** Claims where nobody else can write meanwhile: look, and then take what was found. */
export const claimAlone = Effect.fnUntraced(function* (
  context: StoreContext,
  filter: WorkFilter,
  { at, despiteLapsed, mostChildren, ...granted }: LeaseGrant,
): Effect.fn.Return<ClaimOutcome, StorageError> {
  const { session } = context;
  const now = yield* storeNow(context);
  const isLapsed = (look: typeof IS_LAPSED) =>
    Effect.map(session.get(look, { now }), (row) => asBoolean(row?.lapsed));
  if (!despiteLapsed && (yield* isLapsed(IS_LAPSED))) return { _tag: "Lapsed" };
  const plan = yield* next(context, filter);
  if (plan === null) {
    // Time enough to look at all work in progress, one by one.
    return { _tag: !despiteLapsed && (yield* isLapsed(IS_ANY_LAPSED)) ? "Lapsed" : "Nothing" };
  }
  const { planId } = plan;
  const expiresAt = Instant.addMillis(now, granted.leaseSeconds * 1_000);
  const lease: Lease = { planId, fence: plan.leaseFence + 1, ...granted, claimedAt: now, expiresAt };
  yield* session.run(TAKE, { planId, at });
  yield* session.run(PUT_LEASE, { ...lease });
  const children = stateCounts(yield* session.all(CHILDREN, { planId, limit: mostChildren }));
  return { _tag: "Taken", plan, lease, children };
});

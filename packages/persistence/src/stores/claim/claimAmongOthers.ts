import {
  type ClaimOutcome,
  hasRules,
  isInstant,
  type LeaseGrant,
  type StorageError,
  type WorkFilter,
} from "@planwright/domain";
import * as Data from "effect/Data";
import * as Effect from "effect/Effect";
import type { PlanRow } from "../../mapping/readPlan.ts";
import { asBoolean } from "../../mapping/scalars.ts";
import type { Statement } from "../../Statement.ts";
import { corrupt } from "../corrupt.ts";
import { lockedRead, lockName } from "../namedLock.ts";
import { withParts } from "../readPlans.ts";
import type { StoreContext } from "../StoreContext.ts";
import { queueArgs, queueForm } from "./claimQueue.ts";
import { type ClaimArgs, type ClaimForm, type ClaimRow, claimStatement } from "./claimStatement.ts";
import { IS_ANY_LAPSED } from "./lapsedLeases.ts";
import { readJsonChildren, readJsonParts } from "./partsAsJson.ts";
import { putBack } from "./putBack.ts";

const statements = new Map<string, Statement<ClaimArgs, ClaimRow>>();

/** The statement of a form, of which there are three dozen at most. */
const statementOf = (form: ClaimForm): Statement<ClaimArgs, ClaimRow> => {
  const key = JSON.stringify(form);
  const known = statements.get(key);
  if (known !== undefined) return known;
  const made = claimStatement(form);
  statements.set(key, made);
  return made;
};

type FoundRow = ClaimRow & { readonly found_plan_id: string };

const hasFound = (row: ClaimRow | undefined): row is FoundRow =>
  row !== undefined && row.found_plan_id !== null;

type TakenRow = ClaimRow & PlanRow;

const isTaken = (row: ClaimRow): row is TakenRow => row.plan_id !== null;

/** The row as it was before the claim. */
const rowBefore = (row: TakenRow): PlanRow => ({
  ...row,
  processing_state: "queued",
  lease_fence: row.lease_fence - 1,
  version: row.version - 1,
  updated_at: row.was_updated_at ?? row.updated_at,
  strategize_started_at: row.was_strategize_started_at,
  execute_started_at: row.was_execute_started_at,
  apply_started_at: row.was_apply_started_at,
});

type Taken = Extract<ClaimOutcome, { readonly _tag: "Taken" }>;

type Granted = Pick<LeaseGrant, "leaseSeconds" | "secretHash" | "worker">;

/** What a claimer is told of the plan that a row says it has taken. */
const readTaken = Effect.fnUntraced(function* (
  context: StoreContext,
  row: TakenRow,
  { leaseSeconds, secretHash, worker }: Granted,
): Effect.fn.Return<Taken, StorageError> {
  const { claimed_at: claimedAt, expires_at: expiresAt, lease_fence: fence } = row;
  if (!isInstant(claimedAt) || !isInstant(expiresAt)) return yield* corrupt("the server's clock");
  const plan = yield* withParts(context, rowBefore(row), readJsonParts(row));
  const lease = { planId: plan.planId, fence, secretHash, worker, leaseSeconds, claimedAt, expiresAt };
  return { _tag: "Taken", plan, lease, children: readJsonChildren(row) };
});

/** The last place in a family was taken by somebody else since it was looked at. */
class FamilyIsFull extends Data.TaggedError("FamilyIsFull")<Record<never, never>> {}

/** Nobody may work on a plan whose rules cannot be read. */
class Unreadable extends Data.TaggedError("Unreadable")<Record<never, never>> {}

/**
 * Takes a child that was found, once nobody else can begin a child of its parent, if the parent's rules still let it
 * begin and its own can be read. When it is not taken, its family is free for others again.
 */
const takeChild = (
  context: StoreContext,
  form: ClaimForm,
  args: ClaimArgs & Granted,
  { found_parent_id: parent, found_plan_id: child }: FoundRow,
): Effect.Effect<Taken | "full" | "unreadable", StorageError> => {
  const { session } = context;
  const ofChild: ClaimForm = { ...form, ofChild: true, despiteLapsed: true };
  const row = lockedRead(
    session,
    lockName("family", parent),
    session.get(statementOf(ofChild), { ...args, child }),
  );
  const taken = Effect.gen(function* () {
    const found = yield* row;
    if (found === undefined || !isTaken(found)) return yield* new FamilyIsFull();
    const told = yield* readTaken(context, found, args);
    return hasRules(told.plan) ? told : yield* new Unreadable();
  });
  // Going back to before the lock is what gives it up, so that nobody ever waits for one family while having another.
  return Effect.catchTags(session.atomic(taken), {
    FamilyIsFull: () => Effect.succeed("full" as const),
    Unreadable: () => Effect.succeed("unreadable" as const),
  });
};

/** What a claimer is told who found no plan. Where no lease stood in the way, there is time to look at all work in progress. */
const nothing = (
  { session }: StoreContext,
  despiteLapsed: boolean,
  lapsed: boolean,
): Effect.Effect<ClaimOutcome, StorageError> => {
  if (lapsed) return Effect.succeed({ _tag: "Lapsed" });
  if (despiteLapsed) return Effect.succeed({ _tag: "Nothing" });
  return Effect.map(session.get(IS_ANY_LAPSED, { now: "" }), (row) => ({
    _tag: asBoolean(row?.lapsed) ? "Lapsed" : "Nothing",
  }));
};

/**
 * Claims where others write at the same time. Each round that ends without a plan is one in which somebody else has
 * taken a place, or in which a plan turned out to be unreadable, which is put back as it was and passed over.
 */
export const claimAmongOthers = Effect.fnUntraced(function* (
  context: StoreContext,
  filter: WorkFilter,
  { at, despiteLapsed, mostChildren, ...granted }: LeaseGrant,
): Effect.fn.Return<ClaimOutcome, StorageError> {
  const unreadable: Array<string> = [];
  for (;;) {
    const skipping = unreadable.length > 0;
    const form: ClaimForm = { queue: queueForm(filter), despiteLapsed, skipping, ofChild: false };
    const skip = JSON.stringify(unreadable);
    const args = { ...queueArgs(filter), ...granted, at, skip, child: "", mostChildren };
    const found = yield* context.session.get(statementOf(form), args);
    if (!hasFound(found)) return yield* nothing(context, despiteLapsed, asBoolean(found?.lapsed));
    if (!isTaken(found)) {
      const child = yield* takeChild(context, form, args, found);
      if (child === "unreadable") unreadable.push(found.found_plan_id);
      else if (child !== "full") return child;
      continue;
    }
    const taken = yield* readTaken(context, found, granted);
    if (hasRules(taken.plan)) return taken;
    yield* putBack(context, rowBefore(found));
    unreadable.push(found.found_plan_id);
  }
});

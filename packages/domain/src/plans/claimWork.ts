import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { InvalidInput, type Issue } from "../input/InvalidInput.ts";
import { checkText } from "../input/text.ts";
import { DEFAULT_LEASE_SECONDS, MAX_LEASE_SECONDS, MIN_LEASE_SECONDS } from "../lease/Lease.ts";
import { formatLeaseToken, secretFrom } from "../lease/LeaseToken.ts";
import { unmoved } from "../plan/lifecycle/Transition.ts";
import { claimed } from "../plan/lifecycle/work.ts";
import type { Moment } from "../plan/Moment.ts";
import type { PlanError } from "../plan/PlanError.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import type { Instant } from "../time/Instant.ts";
import type { ClaimOutcome, LeaseGrant, WorkFilter } from "../work/WorkQueue.ts";
import { type Caller, commit, momentOf, type PlansContext } from "./PlansContext.ts";
import type { PlanAnswer } from "./PlanView.ts";
import { readName } from "./readName.ts";
import { reclaimLapsed } from "./reclaimWork.ts";
import { MOST_CHILDREN_COUNTED, viewWith } from "./viewPlan.ts";

/** Take the next plan that may be worked on; `project` may be a bare name. */
export interface ClaimCommand extends Caller, WorkFilter {
  /** Who works; the actor's name when not given. */
  readonly worker?: string | undefined;
  /** From 10 s to 24 h; 5 minutes when not given. */
  readonly leaseSeconds?: number | undefined;
}

/** A claimed plan with the token that its worker reports under; the token is told this once. */
export interface ClaimAnswer extends PlanAnswer {
  readonly leaseToken: string;
  readonly expiresAt: Instant;
}

/** The plans that a command asks for, their project under its whole name. */
const readFilter = (command: ClaimCommand): Result.Result<WorkFilter, InvalidInput> => {
  const { phase, worker } = command;
  const seconds = command.leaseSeconds ?? DEFAULT_LEASE_SECONDS;
  const issues: Array<Issue> = worker === undefined ? [] : [...checkText(["worker"], worker, { max: 255 })];
  if (!Number.isInteger(seconds) || seconds < MIN_LEASE_SECONDS || seconds > MAX_LEASE_SECONDS)
    issues.push({ path: ["lease"], message: "must be a whole number of seconds from 10 to 86400 (24h)" });
  const project = readName(["project"], command.project, issues);
  return issues.length === 0
    ? Result.succeed({ phase, project })
    : Result.fail(new InvalidInput({ subject: "", issues }));
};

/** Records and answers what the store has taken. */
const answerTaken = Effect.fnUntraced(function* (
  stores: Stores,
  moment: Moment,
  { children, lease, plan }: Extract<ClaimOutcome, { readonly _tag: "Taken" }>,
  secret: string,
): Effect.fn.Return<ClaimAnswer, StorageError> {
  const transition = claimed(unmoved(plan), moment, lease);
  const view = yield* viewWith(stores, transition.after, children);
  // Last, so that it can travel with the commit.
  yield* stores.events.append(transition.events);
  return {
    ...view,
    decision: null,
    replayed: false,
    leaseToken: formatLeaseToken({ ...lease, secret }),
    expiresAt: lease.expiresAt,
  };
});

/**
 * Gives plans of lost workers back, then takes the oldest plan that may be worked on under a new lease; null when there
 * is none. There is no other way for work to start.
 */
export const claimWork = (
  context: PlansContext,
  command: ClaimCommand,
): Effect.Effect<ClaimAnswer | null, PlanError | InvalidInput | StorageError> =>
  Effect.flatMap(Effect.fromResult(readFilter(command)), (filter) =>
    commit(
      context,
      command,
      Effect.fnUntraced(function* (
        stores: Stores,
      ): Effect.fn.Return<Result.Result<ClaimAnswer | null, never>, PlanError | StorageError> {
        const secret = secretFrom(context.crypto.randomBytes(16));
        const grant: Omit<LeaseGrant, "at" | "despiteLapsed"> = {
          mostChildren: MOST_CHILDREN_COUNTED,
          worker: command.worker ?? command.actor,
          secretHash: context.crypto.sha256(secret),
          leaseSeconds: command.leaseSeconds ?? DEFAULT_LEASE_SECONDS,
        };
        let moment = yield* momentOf(context, command);
        let outcome = yield* stores.work.claim(filter, { ...grant, at: moment.at, despiteLapsed: false });
        let lapsed = outcome._tag === "Lapsed";
        // What goes back first may be nothing that this worker asks for.
        while (lapsed && outcome._tag !== "Taken") {
          const { more, reclaimed } = yield* reclaimLapsed(context, stores, command, "pass");
          moment = yield* momentOf(context, command);
          outcome = yield* stores.work.claim(filter, { ...grant, at: moment.at, despiteLapsed: true });
          lapsed = more && reclaimed.length > 0;
        }
        return Result.succeed(
          outcome._tag === "Taken" ? yield* answerTaken(stores, moment, outcome, secret) : null,
        );
      }),
    ),
  );

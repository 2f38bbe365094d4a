import { type Actor, Instant, type Plan, parseActor, planIdFromKey } from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { Answer, Command, Seen, Subplans } from "./Call.ts";
import type { Doors } from "./Doors.ts";

/** Who carries a command out, and where. */
export interface Hand {
  readonly doors: Doors;
  readonly actor: Actor;
}

const LONG_AGO = Instant.fromMillis(0);

/** A result that every profile lets through. */
const RESULT = { sandboxRefs: ["sandbox-1"], lastCheckpointId: "checkpoint-1" };

const actorNamed = (text: string): Actor => {
  const actor = parseActor(text);
  if (actor === undefined) throw new RangeError(`${text} is no actor`);
  return actor;
};

/** Keys count for one actor only. */
const KEYED = actorNamed("user:keyed");

const seenOf = ({ leaseFence, phase, planId, processingState, version }: Plan): Seen => ({
  plan: planId,
  phase,
  state: processingState,
  version,
  fence: leaseFence,
});

const done = (...plans: ReadonlyArray<Plan>): Answer => ({ is: "done", seen: plans.map(seenOf) });

const settingsOf = (subplans: Subplans | null) =>
  subplans === null
    ? {}
    : {
        subplans: {
          executionMode: subplans.mode,
          mergeStrategy: "git_three_way",
          timeoutSeconds: null,
          maxParallel: subplans.maxParallel,
          failFast: subplans.failFast,
          retryFailed: true,
          maxRetries: 1,
        } as const,
      };

const lapse = ({ uow }: Doors, plan: string) =>
  uow.write((stores) =>
    Effect.flatMap(stores.plans.lock(planIdFromKey(plan), "plan"), (found) =>
      found === null ? Effect.succeed(false) : stores.leases.extend(found.planId, LONG_AGO),
    ),
  );

const moved = ({ plan }: { readonly plan: Plan }): Answer => done(plan);

/** Carries a command out and answers with what an answer shows; its failures are the use cases'. */
export const carryOut = (command: Command, { actor, doors }: Hand): Effect.Effect<Answer, unknown> => {
  const { plans } = doors;
  const ifVersion = "ifVersion" in command ? (command.ifVersion ?? undefined) : undefined;
  switch (command.do) {
    case "use":
      return Effect.map(
        plans.use({
          actor: command.key === undefined ? actor : KEYED,
          idempotencyKey: command.key,
          action: "local/build",
          projects: [{ name: "local/app", alias: null, readOnly: false }],
          automationProfile: command.profile,
          ...settingsOf(command.subplans),
        }),
        moved,
      );
    case "spawn":
      return Effect.map(
        plans.spawn({
          actor,
          id: command.plan,
          dependsOn: command.dependsOn,
          ...settingsOf(command.subplans),
        }),
        moved,
      );
    case "advance":
      return Effect.map(plans.advance({ actor, id: command.plan, to: command.to, ifVersion }), moved);
    case "claim":
      return Effect.map(
        plans.claim({ actor }),
        (claimed): Answer =>
          claimed === null ? done() : { is: "done", seen: [seenOf(claimed.plan)], token: claimed.leaseToken },
      );
    case "heartbeat":
      return Effect.as(plans.heartbeat({ actor, id: command.plan, leaseToken: command.token }), done());
    case "complete":
      return Effect.map(
        plans.complete({ actor, id: command.plan, leaseToken: command.token, result: RESULT }),
        moved,
      );
    case "release":
    case "constrain":
      return Effect.map(plans[command.do]({ actor, id: command.plan, leaseToken: command.token }), moved);
    case "fail": {
      const category = command.transient ? "transient" : "other";
      const failure = { category, message: "failed", details: {} } as const;
      return Effect.map(
        plans.fail({ actor, id: command.plan, leaseToken: command.token, ...failure }),
        moved,
      );
    }
    case "reclaim":
      return Effect.map(
        plans.reclaim({ actor, id: command.plan ?? undefined }),
        ({ reclaimed }): Answer => ({ is: "done", seen: [], changed: reclaimed }),
      );
    case "retry":
    case "revert":
    case "cancel":
      return Effect.map(plans[command.do]({ actor, id: command.plan, ifVersion }), moved);
    case "delete":
      return Effect.as(plans.remove({ actor, id: command.plan, tree: command.tree }), done());
    case "tool":
      return Effect.map(plans.check({ actor, id: command.plan, operation: "tool", tool: "hammer" }), moved);
    case "lapse":
      return Effect.map(lapse(doors, command.plan), (found): Answer => ({ is: "done", seen: [], found }));
    case "get":
      return Effect.map(plans.get(command.plan), (plan) => done(plan));
    case "list":
      return Effect.map(plans.list({ limit: 30 }), ({ plans: page }) => done(...page));
  }
};

/** The actor of one process. */
export const actorOf = (process: number): Actor => actorNamed(`user:p${process}`);

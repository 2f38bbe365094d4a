import * as Effect from "effect/Effect";
import { type Actor, isPerson } from "../actor/Actor.ts";
import type { Plan } from "../plan/Plan.ts";
import { PlanError } from "../plan/PlanError.ts";

/** Refuses a person's command from anybody else. */
export const requirePerson = (actor: Actor, command: string): Effect.Effect<void, PlanError> =>
  isPerson(actor)
    ? Effect.void
    : Effect.fail(new PlanError({ reason: { _tag: "PersonRequired", command, actor } }));

/** The same, but the actor who created the plan may as well. */
export const requirePersonOrOwner = (
  actor: Actor,
  plan: Plan,
  command: string,
): Effect.Effect<void, PlanError> =>
  plan.createdBy === actor
    ? Effect.void
    : requirePerson(actor, `${command} of a plan that somebody else made`);

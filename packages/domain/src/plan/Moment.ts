import type { Actor } from "../actor/Actor.ts";
import type { Instant } from "../time/Instant.ts";
import type { PlanId } from "./PlanId.ts";

/** Who acts, when, and where new ids come from: all that a rule needs from outside. */
export interface Moment {
  readonly actor: Actor;
  readonly at: Instant;
  readonly newId: () => PlanId;
}

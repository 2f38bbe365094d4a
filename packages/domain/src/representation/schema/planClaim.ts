import * as Schema from "effect/Schema";
import { INVARIANT_SOURCES } from "../../plan/Plan.ts";
import { InstantData } from "./instant.ts";
import { planStatusFields } from "./planStatus.ts";
import { ArgumentsData } from "./planUse.ts";
import { SafetyData } from "./profile.ts";

const name = Schema.NullOr(Schema.String);

/** Who does what in a plan. */
export const ActorsData = Schema.Struct({
  strategy: name,
  execution: name,
  estimation: name,
  review: name,
  apply: name,
  invariant: name,
});
export type ActorsData = typeof ActorsData.Type;

/** What must hold while a plan is worked on. */
export const InvariantData = Schema.Struct({
  text: Schema.String,
  source: Schema.Literals(INVARIANT_SOURCES),
});

/** A claimed plan with all that its worker needs. */
export const ClaimedPlanData = Schema.Struct({
  ...planStatusFields,
  lease_token: Schema.String,
  expires_at: InstantData,
  description: Schema.String,
  definition_of_done: Schema.NullOr(Schema.String),
  arguments: ArgumentsData,
  invariants: Schema.Array(InvariantData),
  actors: ActorsData,
  safety: Schema.NullOr(SafetyData),
});
export type ClaimedPlanData = typeof ClaimedPlanData.Type;

/** What `plan claim` says when there is nothing to claim. */
export const NothingClaimedData = Schema.Struct({ plan_id: Schema.Null });

/** `data` of `plan claim`. */
export const PlanClaimData = Schema.Union([ClaimedPlanData, NothingClaimedData]);
export type PlanClaimData = typeof PlanClaimData.Type;

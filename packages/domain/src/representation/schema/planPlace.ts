import * as Schema from "effect/Schema";
import { PHASES, PROCESSING_STATES, type ProcessingState } from "../../plan/PlanState.ts";

/** The phase of a plan. */
export const PhaseData = Schema.Literals(PHASES);

/** The processing state of a plan, which JSON calls `state`. */
export const StateData = Schema.Literals(PROCESSING_STATES);

/** Numbers of plans by state; a state that no plan has is left out. */
export const ByStateData = Schema.Struct(
  Object.fromEntries(PROCESSING_STATES.map((state) => [state, Schema.optionalKey(Schema.Natural)])) as {
    readonly [S in ProcessingState]: Schema.optionalKey<typeof Schema.Natural>;
  },
);
export type ByStateData = typeof ByStateData.Type;

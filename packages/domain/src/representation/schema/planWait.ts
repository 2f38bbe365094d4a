import * as Schema from "effect/Schema";
import { StateData } from "./planPlace.ts";
import { planStatusFields } from "./planStatus.ts";

/** `data` of `plan wait`: the keys of `plan status`, and how the waiting ended. */
export const PlanWaitData = Schema.Struct({
  ...planStatusFields,
  wait: Schema.Struct({
    until: Schema.NullOr(StateData).annotate({
      description: "Null: any state in which the plan stands still",
    }),
    outcome: Schema.Literals(["reached", "gate", "finished", "timeout"]),
    waited_ms: Schema.Natural,
  }),
});
export type PlanWaitData = typeof PlanWaitData.Type;

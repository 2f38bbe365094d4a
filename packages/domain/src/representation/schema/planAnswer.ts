import * as Schema from "effect/Schema";
import { DecisionData } from "./gate.ts";
import { planStatusFields } from "./planStatus.ts";

/** The keys that an answer adds where they apply. */
export const answerFields = {
  decision: Schema.optionalKey(DecisionData.annotate({ description: "Where a gate was asked" })),
  replayed: Schema.optionalKey(
    Schema.Literal(true).annotate({
      description: "The same request was carried out before; this is the plan as it is now",
    }),
  ),
};

/** `data` of every command that changes one plan: the keys of `plan status`, and the decision of the gate that was asked. */
export const PlanAnswerData = Schema.Struct({ ...planStatusFields, ...answerFields });
export type PlanAnswerData = typeof PlanAnswerData.Type;

/** `data` of `plan check`, which always has a decision. */
export const PlanCheckData = Schema.Struct({ ...planStatusFields, decision: DecisionData });
export type PlanCheckData = typeof PlanCheckData.Type;

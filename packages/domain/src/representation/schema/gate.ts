import * as Schema from "effect/Schema";
import { OPERATIONS } from "../../gate/Operation.ts";
import { OUTCOMES, RULES } from "../../gate/Verdict.ts";
import { THRESHOLD_NAMES } from "../../profile/Threshold.ts";
import { InstantData } from "./instant.ts";

/** What a gate can be asked about. */
export const OperationData = Schema.Literals(OPERATIONS);

/** A threshold and its value in the plan's frozen rules. */
export const ThresholdData = Schema.Struct({
  name: Schema.Literals(THRESHOLD_NAMES),
  value: Schema.Number,
});

/** One evaluation of a gate, as `plan explain` shows it. */
export const DecisionData = Schema.Struct({
  decision_id: Schema.String,
  operation: OperationData,
  threshold: Schema.NullOr(ThresholdData),
  confidence: Schema.NullOr(Schema.Number),
  outcome: Schema.Literals(OUTCOMES),
  rule: Schema.Literals(RULES),
  snapshot_digest: Schema.String,
  actor: Schema.String,
  at: InstantData,
  would_be_automatic_if: Schema.NullOr(Schema.String),
  approvers: Schema.Array(Schema.String),
  next_command: Schema.NullOr(Schema.String),
}).annotate({ identifier: "Decision" });
export type DecisionData = typeof DecisionData.Type;

/** What holds a plan back. */
export const WaitingForData = Schema.Struct({
  kind: Schema.Literals(["approval", "dependency", "sibling", "capture"]),
  operation: Schema.NullOr(OperationData),
  threshold: Schema.NullOr(ThresholdData),
  decision_id: Schema.NullOr(Schema.String),
  approvers: Schema.Array(Schema.String),
  next_command: Schema.NullOr(Schema.String),
  plans: Schema.optionalKey(
    Schema.Array(Schema.String).annotate({
      description: "The plans that must move first, at most 50; left out where there are none",
    }),
  ),
}).annotate({ identifier: "WaitingFor" });
export type WaitingForData = typeof WaitingForData.Type;

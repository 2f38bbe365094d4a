import {
  type Decision,
  type DecisionLog,
  type GateThreshold,
  isInstant,
  isOperation,
  OUTCOMES,
  type Outcome,
  parseActor,
  RULES,
  type Rule,
  type StorageError,
  THRESHOLD_NAMES,
  type ThresholdName,
} from "@planwright/domain";
import * as Effect from "effect/Effect";
import { parseObject, writeJson } from "../mapping/json.ts";
import { asPlanId } from "../mapping/scalars.ts";
import type { Row } from "../rows/Tables.ts";
import { type Args, literal, statement } from "../Statement.ts";
import { corrupt } from "./corrupt.ts";
import type { StoreContext } from "./StoreContext.ts";

interface DecisionArgs extends Args {
  readonly decisionId: string;
  readonly planId: string;
  readonly rootPlanId: string;
  readonly planVersion: number;
  readonly operation: string;
  readonly thresholdName: string | null;
  readonly thresholdValue: number | null;
  readonly confidence: number | null;
  readonly outcome: string;
  readonly rule: string;
  readonly request: string;
  readonly snapshotDigest: string;
  readonly actor: string;
  readonly at: string;
}

const APPEND = statement<DecisionArgs>()((db, $) =>
  db.insertInto("pw_gate_decisions").values({
    decision_id: $("decisionId"),
    plan_id: $("planId"),
    root_plan_id: $("rootPlanId"),
    plan_version: $("planVersion"),
    operation: $("operation"),
    threshold_name: $("thresholdName"),
    threshold_value: $("thresholdValue"),
    confidence: $("confidence"),
    outcome: $("outcome"),
    rule: $("rule"),
    request_json: $("request"),
    snapshot_digest: $("snapshotDigest"),
    actor: $("actor"),
    at: $("at"),
  }),
);

interface OfPlanArgs extends Args {
  readonly planId: string;
  readonly operation: string;
}

const OF_PLAN = statement<OfPlanArgs>()((db, $) =>
  db.selectFrom("pw_gate_decisions").selectAll().where("plan_id", "=", $("planId")).orderBy("seq"),
);

const OF_OPERATION = statement<OfPlanArgs>()((db, $) =>
  db
    .selectFrom("pw_gate_decisions")
    .selectAll()
    .where("plan_id", "=", $("planId"))
    .where("operation", "=", $("operation"))
    .orderBy("seq"),
);

const LATEST = statement<OfPlanArgs>()((db, $) =>
  db
    .selectFrom("pw_gate_decisions")
    .selectAll()
    .where("plan_id", "=", $("planId"))
    .where("operation", "=", $("operation"))
    .orderBy("seq", "desc")
    .limit(literal(1)),
);

const isOneOf =
  <T extends string>(known: ReadonlyArray<T>) =>
  (text: string): text is T =>
    (known as ReadonlyArray<string>).includes(text);

const isOutcome = isOneOf<Outcome>(OUTCOMES);
const isRule = isOneOf<Rule>(RULES);
const isThreshold = isOneOf<ThresholdName>(THRESHOLD_NAMES);

/** The threshold of a record, null for none; undefined for one that is not whole. */
const readThreshold = ({
  threshold_name: name,
  threshold_value: value,
}: Row<"pw_gate_decisions">): GateThreshold | null | undefined => {
  if (name === null) return null;
  return isThreshold(name) && value !== null ? { name, value } : undefined;
};

const readDecision = (row: Row<"pw_gate_decisions">): Effect.Effect<Decision, StorageError> => {
  const { at, confidence, operation, outcome, rule } = row;
  const threshold = readThreshold(row);
  const actor = parseActor(row.actor);
  const request = parseObject(row.request_json);
  return isOperation(operation) &&
    isOutcome(outcome) &&
    isRule(rule) &&
    isInstant(at) &&
    threshold !== undefined &&
    actor !== undefined &&
    request !== undefined
    ? Effect.succeed({
        decisionId: asPlanId(row.decision_id),
        planId: asPlanId(row.plan_id),
        rootPlanId: asPlanId(row.root_plan_id),
        planVersion: row.plan_version,
        operation,
        threshold,
        confidence,
        outcome,
        rule,
        request,
        snapshotDigest: row.snapshot_digest,
        actor,
        at,
      })
    : corrupt(`decision ${row.decision_id}`);
};

/** The decision records of a unit of work. */
export const decisionLog = ({ session }: StoreContext): DecisionLog => ({
  append: (decision) =>
    session.append(APPEND, [
      {
        decisionId: decision.decisionId,
        planId: decision.planId,
        rootPlanId: decision.rootPlanId,
        planVersion: decision.planVersion,
        operation: decision.operation,
        thresholdName: decision.threshold?.name ?? null,
        thresholdValue: decision.threshold?.value ?? null,
        confidence: decision.confidence,
        outcome: decision.outcome,
        rule: decision.rule,
        request: writeJson(decision.request),
        snapshotDigest: decision.snapshotDigest,
        actor: decision.actor,
        at: decision.at,
      },
    ]),

  ofPlan: (planId, operation) =>
    Effect.flatMap(
      session.all(operation === undefined ? OF_PLAN : OF_OPERATION, { planId, operation: operation ?? "" }),
      (rows) => Effect.forEach(rows, readDecision),
    ),

  latest: (planId, operation) =>
    Effect.flatMap(session.get(LATEST, { planId, operation }), (row) =>
      row === undefined ? Effect.succeed(null) : readDecision(row),
    ),
});

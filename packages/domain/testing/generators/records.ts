import * as Arbitrary from "effect/Arbitrary";
import type { Actor } from "../../src/actor/Actor.ts";
import { ACTOR_KINDS } from "../../src/actor/Actor.ts";
import { type NewEvent, PLAN_EVENT_TYPES } from "../../src/event/LedgerEvent.ts";
import type { Decision } from "../../src/gate/Decision.ts";
import { OPERATIONS } from "../../src/gate/Operation.ts";
import { OUTCOMES, RULES } from "../../src/gate/Verdict.ts";
import { THRESHOLD_NAMES } from "../../src/profile/Threshold.ts";
import { actor } from "../recordFactory.ts";
import { orNull, pick } from "./choose.ts";
import { anyInstant } from "./instants.ts";
import { anyJsonObject } from "./json.ts";
import { real, whole } from "./numbers.ts";

/** Any actor, other scripts and quotes included. */
export const anyActor: Arbitrary.Arbitrary<Actor> = Arbitrary.map(
  Arbitrary.all([
    pick(ACTOR_KINDS),
    pick(["ann", "o'hara", "日本", "a b", "😀", 'say "x"', "x".repeat(200)]),
  ]),
  ([kind, name]) => actor(`${kind}:${name}`),
);

const digest = Arbitrary.map(
  Arbitrary.array(pick(Array.from("0123456789abcdef")), { minLength: 64, maxLength: 64 }),
  (digits) => digits.join(""),
);

/** Everything of a decision record but its ids. */
export const decisionFields: Arbitrary.Arbitrary<Omit<Decision, "decisionId" | "planId" | "rootPlanId">> =
  Arbitrary.all({
    planVersion: whole(1),
    operation: pick(OPERATIONS),
    threshold: orNull(Arbitrary.all({ name: pick(THRESHOLD_NAMES), value: real(0, 1) })),
    confidence: orNull(real(0, 1)),
    outcome: pick(OUTCOMES),
    rule: pick(RULES),
    request: anyJsonObject,
    snapshotDigest: digest,
    actor: anyActor,
    at: anyInstant,
  });

/** Everything of an event about a plan but its ids. */
export const eventFields: Arbitrary.Arbitrary<Omit<NewEvent, "planId" | "rootPlanId">> = Arbitrary.all({
  at: anyInstant,
  type: pick(PLAN_EVENT_TYPES),
  version: orNull(whole(1)),
  actor: anyActor,
  data: anyJsonObject,
});

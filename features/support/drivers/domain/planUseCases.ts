import { Plans } from "@planwright/domain";
import {
  planAnswerData,
  planCancelData,
  planCheckData,
  planClaimData,
  planDeleteData,
  planHeartbeatData,
  planReclaimData,
  planUseData,
} from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import type { UseCase } from "./UseCase.ts";
import { answered, named, readDetails, readResult, readSettings, surroundings } from "./UseCase.ts";

const use: UseCase = (ask) =>
  Effect.gen(function* () {
    const { inputs } = ask;
    const answer = yield* (yield* Plans).use({
      ...ask.caller,
      action: inputs.needed("action"),
      projects: inputs.projects(),
      automationProfile: inputs.text("automation_profile"),
      arguments: inputs.arguments(),
      invariants: inputs.texts("invariants"),
      name: inputs.text("name"),
      subplans: yield* readSettings(inputs),
      idempotencyKey: inputs.text("idempotency_key"),
      surroundings: surroundings(ask),
    });
    return answered(planUseData(answer, ask.now()));
  });

const spawn: UseCase = (ask) =>
  Effect.gen(function* () {
    const { inputs } = ask;
    const answer = yield* (yield* Plans).spawn({
      ...named(ask),
      description: inputs.text("description"),
      definitionOfDone: inputs.text("definition_of_done"),
      automationProfile: inputs.text("automation_profile"),
      arguments: inputs.arguments(),
      dependsOn: inputs.texts("depends_on"),
      subplans: yield* readSettings(inputs),
      confidence: inputs.number("confidence"),
      idempotencyKey: inputs.text("idempotency_key"),
    });
    return answered(planAnswerData(answer, ask.now()));
  });

const check: UseCase = (ask) =>
  Effect.gen(function* () {
    const { inputs } = ask;
    const operation = inputs.operation("operation") ?? "tool";
    const answer = yield* (yield* Plans).check({
      ...named(ask),
      operation,
      confidence: inputs.number("confidence"),
      tool: inputs.text("tool"),
      writes: inputs.flag("writes"),
      unsafe: inputs.flag("unsafe"),
      skill: inputs.text("skill"),
      cost: inputs.number("cost"),
    });
    const { outcome } = answer.decision;
    const exit = outcome === "automatic" ? 0 : outcome === "needs_approval" ? 5 : 4;
    return answered(planCheckData(answer, ask.now()), exit);
  });

const advance: UseCase = (ask) =>
  Effect.gen(function* () {
    const { inputs } = ask;
    const answer = yield* (yield* Plans).advance({
      ...named(ask),
      to: inputs.target("to"),
      confidence: inputs.number("confidence"),
    });
    return answered(planAnswerData(answer, ask.now()));
  });

const claim: UseCase = (ask) =>
  Effect.gen(function* () {
    const { inputs } = ask;
    const answer = yield* (yield* Plans).claim({
      ...ask.caller,
      phase: inputs.has("phase") ? inputs.target("phase") : undefined,
      project: inputs.text("project"),
      worker: inputs.text("worker"),
      leaseSeconds: inputs.seconds("lease"),
    });
    return answered(planClaimData(answer, ask.now()));
  });

const heartbeat: UseCase = (ask) =>
  Effect.gen(function* () {
    const answer = yield* (yield* Plans).heartbeat({
      ...named(ask),
      leaseToken: ask.inputs.needed("lease_token"),
    });
    return answered(planHeartbeatData(answer));
  });

const complete: UseCase = (ask) =>
  Effect.gen(function* () {
    const { inputs } = ask;
    const answer = yield* (yield* Plans).complete({
      ...named(ask),
      leaseToken: inputs.needed("lease_token"),
      result: yield* readResult(inputs),
      confidence: inputs.number("confidence"),
    });
    return answered(planAnswerData(answer, ask.now()));
  });

const fail: UseCase = (ask) =>
  Effect.gen(function* () {
    const { inputs } = ask;
    const answer = yield* (yield* Plans).fail({
      ...named(ask),
      leaseToken: inputs.needed("lease_token"),
      category: inputs.category("category"),
      message: inputs.text("message") ?? null,
      details: readDetails(inputs),
      confidence: inputs.number("confidence"),
    });
    return answered(planAnswerData(answer, ask.now()));
  });

const reported =
  (event: "constrain" | "release"): UseCase =>
  (ask) =>
    Effect.gen(function* () {
      const plans = yield* Plans;
      const answer = yield* plans[event]({ ...named(ask), leaseToken: ask.inputs.needed("lease_token") });
      return answered(planAnswerData(answer, ask.now()));
    });

const retry: UseCase = (ask) =>
  Effect.gen(function* () {
    const answer = yield* (yield* Plans).retry({
      ...named(ask),
      confidence: ask.inputs.number("confidence"),
    });
    return answered(planAnswerData(answer, ask.now()));
  });

const revert: UseCase = (ask) =>
  Effect.gen(function* () {
    const { inputs } = ask;
    const answer = yield* (yield* Plans).revert({
      ...named(ask),
      reason: inputs.text("reason"),
      confidence: inputs.number("confidence"),
    });
    return answered(planAnswerData(answer, ask.now()));
  });

const reclaim: UseCase = (ask) =>
  Effect.gen(function* () {
    const answer = yield* (yield* Plans).reclaim({ ...ask.caller, id: ask.inputs.text("id") });
    return answered(planReclaimData(answer));
  });

const cancel: UseCase = (ask) =>
  Effect.gen(function* () {
    const answer = yield* (yield* Plans).cancel({ ...named(ask), reason: ask.inputs.text("reason") });
    return answered(planCancelData(answer));
  });

const remove: UseCase = (ask) =>
  Effect.gen(function* () {
    const answer = yield* (yield* Plans).remove({ ...named(ask), tree: ask.inputs.flag("tree") });
    return answered(planDeleteData(answer));
  });

const capture: UseCase = (ask) =>
  Effect.gen(function* () {
    const answer = yield* (yield* Plans).capture({
      ...named(ask),
      automationProfile: ask.inputs.text("automation_profile"),
      surroundings: surroundings(ask),
    });
    return answered(planAnswerData(answer, ask.now()));
  });

/** The commands that change plans, or ask their gates. */
export const planUseCases = {
  "plan use": use,
  "plan spawn": spawn,
  "plan check": check,
  "plan advance": advance,
  "plan claim": claim,
  "plan heartbeat": heartbeat,
  "plan complete": complete,
  "plan fail": fail,
  "plan constrain": reported("constrain"),
  "plan release": reported("release"),
  "plan retry": retry,
  "plan revert": revert,
  "plan reclaim": reclaim,
  "plan cancel": cancel,
  "plan delete": remove,
  "plan capture": capture,
} as const;

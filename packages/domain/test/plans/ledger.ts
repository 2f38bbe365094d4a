import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import { Actions } from "../../src/Actions.ts";
import { type Actor, parseActor } from "../../src/actor/Actor.ts";
import { Plans } from "../../src/Plans.ts";
import { Profiles } from "../../src/Profiles.ts";
import type { WorkResult } from "../../src/plan/WorkResult.ts";
import type { ClaimAnswer } from "../../src/plans/claimWork.ts";
import type { UseCommand } from "../../src/plans/usePlan.ts";
import { Settings } from "../../src/Settings.ts";
import { TestCrypto } from "../../testing/crypto/TestCrypto.ts";
import { MemoryLedger } from "../../testing/memory/MemoryLedger.ts";

const stores = Layer.mergeAll(MemoryLedger.layer, TestCrypto.layer);

/** The use cases over a fresh ledger in memory. */
export const ledger = Layer.mergeAll(Plans.layer, Actions.layer, Profiles.layer, Settings.layer).pipe(
  Layer.provideMerge(stores),
);

const actor = (text: string): Actor => {
  const parsed = parseActor(text);
  if (parsed === undefined) throw new Error(`not an actor: ${text}`);
  return parsed;
};

export const ANN = actor("user:ann");
export const BOT = actor("agent:bot");
export const WORKER = actor("worker:w1");

/** The keys of an action file that says nothing special. */
export const actionFile = {
  name: "local/build",
  description: "Build {target}",
  definition_of_done: "{target} is built",
  strategy_actor: "local/planner",
  execution_actor: "local/builder",
  arguments: [{ name: "target", type: "string", required: false, default: "all" }],
};

/** A result that every built-in profile lets through. */
export const goodResult: WorkResult = { sandboxRefs: ["sandbox-1"], lastCheckpointId: "checkpoint-1" };

/** `plan use` of the action above, changed at will. */
export const useBuild = (change: Partial<UseCommand> = {}) =>
  Effect.flatMap(Plans, (plans) =>
    plans.use({
      actor: ANN,
      action: "build",
      projects: [{ name: "local/app", alias: null, readOnly: false }],
      arguments: new Map(),
      invariants: [],
      surroundings: {},
      ...change,
    }),
  );

/** A ledger with the action in it and one plan made from it under a profile. */
export const startedUnder = Effect.fnUntraced(function* (automationProfile: string) {
  const actions = yield* Actions;
  yield* actions.create({ actor: ANN, file: actionFile });
  return yield* useBuild({ automationProfile });
});

/** Claims the next plan, which must be there. */
export const claimNext = Effect.fnUntraced(function* () {
  const plans = yield* Plans;
  const claimed = yield* plans.claim({ actor: WORKER });
  if (claimed === null) return yield* Effect.die("nothing to claim");
  return claimed;
});

/** Completes what was claimed. */
export const complete = (claimed: ClaimAnswer, confidence?: number, result: WorkResult = goodResult) =>
  Effect.flatMap(Plans, (plans) =>
    plans.complete({
      actor: WORKER,
      id: claimed.plan.planId,
      leaseToken: claimed.leaseToken,
      result,
      confidence,
    }),
  );

/** `phase/state`. */
export const placeOf = ({ plan }: Pick<ClaimAnswer, "plan">): string =>
  `${plan.phase}/${plan.processingState}`;

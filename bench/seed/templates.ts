import type { PlanId } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { ACTOR } from "../ledger/fillLedger.ts";
import type { Ledger } from "../ledger/Ledger.ts";

/** What a template is made with. */
export interface TemplateOptions {
  readonly action: string;
  readonly automationProfile: string;
  /** Children that it may have open at once. */
  readonly maxParallel?: number;
}

/** Makes actions with one argument and one invariant each. */
export const makeActions = async ({ actions }: Ledger, names: ReadonlyArray<string>): Promise<void> => {
  for (const name of names) {
    const file = {
      name,
      description: "Bring {subject} into order",
      definition_of_done: "{subject} is in order",
      strategy_actor: "local/strategist",
      execution_actor: "local/executor",
      arguments: [{ name: "subject", type: "string", required: true }],
      invariants: ["Nothing is lost"],
    };
    await Effect.runPromise(actions.create({ actor: ACTOR, file }));
  }
};

/** Makes a plan by its use case, whose row, parts, decision and events the plans that are seeded from it have too. */
export const makeTemplate = async (
  { plans }: Ledger,
  { action, automationProfile, maxParallel }: TemplateOptions,
): Promise<PlanId> => {
  const subplans =
    maxParallel === undefined
      ? undefined
      : {
          executionMode: "parallel" as const,
          mergeStrategy: "git_three_way" as const,
          timeoutSeconds: null,
          maxParallel,
          failFast: false,
          retryFailed: true,
          maxRetries: 2,
        };
  const { plan } = await Effect.runPromise(
    plans.use({
      actor: ACTOR,
      action,
      projects: [{ name: "local/templates", alias: null, readOnly: false }],
      arguments: new Map([["subject", { value: "the archive" }]]),
      automationProfile,
      subplans,
      surroundings: {},
    }),
  );
  return plan.planId;
};

import type { Action } from "../src/action/Action.ts";
import { Instant } from "../src/time/Instant.ts";

/** The action of plans that do not say otherwise. */
export const ACTION_NAME = "local/build";

const CREATED_AT = Instant.fromMillis(Date.parse("2026-01-01T00:00:00.000Z"));

/** An available action called `local/build`, with any field overridden. */
export const makeAction = (overrides: Partial<Action> = {}): Action => ({
  name: ACTION_NAME,
  description: "Builds something",
  longDescription: null,
  definitionOfDone: "It is built",
  strategyActor: "local/strategist",
  executionActor: "local/executor",
  estimationActor: null,
  reviewActor: null,
  applyActor: null,
  invariantActor: null,
  automationProfile: null,
  safetyProfile: null,
  reusable: true,
  readOnly: false,
  state: "available",
  arguments: [],
  invariants: [],
  tags: [],
  createdBy: null,
  createdAt: CREATED_AT,
  updatedAt: CREATED_AT,
  version: 1,
  ...overrides,
});

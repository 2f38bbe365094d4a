import { actionStoreSuite } from "./actionStoreSuite.ts";
import type { Capabilities } from "./Capabilities.ts";
import { cancelTreeSuite } from "./cancelTreeSuite.ts";
import { claimRacesSuite } from "./claimRacesSuite.ts";
import { claimSuite } from "./claimSuite.ts";
import { clockSuite } from "./clockSuite.ts";
import { concurrencySuite } from "./concurrencySuite.ts";
import { decisionLogSuite } from "./decisionLogSuite.ts";
import { eventLogSuite } from "./eventLogSuite.ts";
import { idempotencyStoreSuite } from "./idempotencyStoreSuite.ts";
import { largeTreeSuite } from "./largeTreeSuite.ts";
import { leaseStoreSuite } from "./leaseStoreSuite.ts";
import type { LedgerLayer } from "./ledgerTests.ts";
import { limitsSuite } from "./limitsSuite.ts";
import { lockSuite } from "./lockSuite.ts";
import { lockWaitsSuite } from "./lockWaitsSuite.ts";
import { planCaptureSuite } from "./planCaptureSuite.ts";
import { planFilterSuite } from "./planFilterSuite.ts";
import { planListSuite } from "./planListSuite.ts";
import { planStoreSuite } from "./planStoreSuite.ts";
import { planTreeSuite } from "./planTreeSuite.ts";
import { planUpdateSuite } from "./planUpdateSuite.ts";
import { profileStoreSuite } from "./profileStoreSuite.ts";
import { removeTreeSuite } from "./removeTreeSuite.ts";
import { settingStoreSuite } from "./settingStoreSuite.ts";
import { siblingQuestionsSuite } from "./siblingQuestionsSuite.ts";
import { siblingRulesSuite } from "./siblingRulesSuite.ts";
import { snapshotStoreSuite } from "./snapshotStoreSuite.ts";
import { storedTextSuite } from "./storedTextSuite.ts";
import { unitOfWorkSuite } from "./unitOfWorkSuite.ts";
import { workQueueSuite } from "./workQueueSuite.ts";

/** Tests of one part of what the ports promise, for one store. */
export type StoreSuite = (name: string, layer: LedgerLayer, capabilities: Capabilities) => void;

/** Every suite of every port. */
export const ALL_STORE_SUITES: ReadonlyArray<StoreSuite> = [
  unitOfWorkSuite,
  limitsSuite,
  concurrencySuite,
  clockSuite,
  planStoreSuite,
  lockSuite,
  lockWaitsSuite,
  planUpdateSuite,
  planCaptureSuite,
  planListSuite,
  planFilterSuite,
  planTreeSuite,
  cancelTreeSuite,
  removeTreeSuite,
  largeTreeSuite,
  workQueueSuite,
  claimSuite,
  claimRacesSuite,
  siblingRulesSuite,
  siblingQuestionsSuite,
  leaseStoreSuite,
  actionStoreSuite,
  profileStoreSuite,
  decisionLogSuite,
  eventLogSuite,
  settingStoreSuite,
  idempotencyStoreSuite,
  snapshotStoreSuite,
  storedTextSuite,
];

/** Runs every suite on a store; a test file that calls it is all that a new adapter needs (storage.md section 6). */
export const storeSuites: StoreSuite = (name, layer, capabilities) => {
  for (const suite of ALL_STORE_SUITES) suite(name, layer, capabilities);
};

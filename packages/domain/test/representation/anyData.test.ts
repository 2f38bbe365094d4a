import { describe, expect, it } from "@effect/vitest";
import * as Arbitrary from "effect/Arbitrary";
import * as data from "../../src/representation/index.ts";
import { commandSchemas } from "../../src/representation/schemas.ts";
import { anyAction } from "../../testing/generators/actions.ts";
import { orNull } from "../../testing/generators/choose.ts";
import { anyInstant } from "../../testing/generators/instants.ts";
import { planFields } from "../../testing/generators/plans.ts";
import { anyProfile } from "../../testing/generators/profiles.ts";
import { decisionFields, eventFields } from "../../testing/generators/records.ts";
import { held } from "./held.ts";
import { answer, id, plan } from "./plans.ts";

const anyPlan = Arbitrary.map(planFields, (fields) => plan(fields));
const anyDecision = Arbitrary.map(decisionFields, (fields) => ({
  ...fields,
  decisionId: id(2),
  planId: id(1),
  rootPlanId: id(1),
}));
const anyEvent = Arbitrary.map(eventFields, (fields) => ({
  ...fields,
  planId: id(1),
  rootPlanId: null,
  id: 7,
}));
const anyAnswer = Arbitrary.map(Arbitrary.all([anyPlan, orNull(anyDecision)]), ([shown, decision]) =>
  answer(shown, { decision }),
);

const check = (command: keyof typeof commandSchemas, value: unknown): void => {
  expect(held(commandSchemas[command], value)).toBe(JSON.stringify(value));
};

describe("the data of any answer is as its schema says [X8]", () => {
  it.prop("one plan", [anyAnswer, anyInstant], ([given, now]) => {
    check("plan status", data.planStatusData(given, now));
    check("plan use", data.planUseData(given, now));
    check("plan advance", data.planAnswerData(given, now));
    check("plan claim", data.planClaimData({ ...given, leaseToken: "t", expiresAt: now }, now));
    check("plan wait", data.planWaitData(given, now, { until: null, outcome: "timeout", waitedMillis: -1 }));
    check("plan snapshot", data.planSnapshotData(given.plan));
  });

  it.prop("a list", [Arbitrary.array(anyPlan, { maxLength: 3 }), anyInstant], ([plans, now]) => {
    check("plan list", data.planListData({ plans, filter: {}, nextCursor: null, totals: {} }, now));
  });

  it.prop("the records", [anyPlan, anyDecision, anyEvent], ([shown, decision, event]) => {
    const record = { plan: shown, decisions: [decision], events: [event] };
    check("plan export", data.planExportData([record]));
    check("plan history", data.planHistoryData(record));
    check("plan explain", data.planExplainData({ planId: id(1), decisions: [decision, decision] }));
  });

  it.prop("an action", [anyAction], ([action]) => {
    check("action show", data.actionShowData(action));
    check("action create", data.actionCreateData({ action, replaced: false, replayed: false }));
    check("action list", data.actionListData([action], {}));
  });

  it.prop("a profile", [anyProfile], ([profile]) => {
    check("automation-profile show", data.automationProfileShowData(profile));
    check("automation-profile add", data.automationProfileAddData({ profile, replaced: true }));
    check("automation-profile remove", data.automationProfileRemoveData(profile));
  });
});

import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { Actions } from "../../src/Actions.ts";
import { Plans } from "../../src/Plans.ts";
import { Profiles } from "../../src/Profiles.ts";
import * as data from "../../src/representation/index.ts";
import {
  type CommandName,
  commandSchemas,
  failureSchema,
  lineSchemas,
} from "../../src/representation/schemas.ts";
import { Settings } from "../../src/Settings.ts";
import { Instant } from "../../src/time/Instant.ts";
import { ANN, actionFile, BOT, claimNext, goodResult, ledger, useBuild, WORKER } from "../plans/ledger.ts";
import { held } from "./held.ts";

const NOW = Instant.fromMillis(60_000);

const check = (command: CommandName, value: unknown): void => {
  expect(held(commandSchemas[command], value)).toBe(JSON.stringify(value));
};

const checkFailure = (error: data.DomainError): void => {
  const failure = { error: data.errorData(error) };
  expect(held(failureSchema, failure)).toBe(JSON.stringify(failure));
};

const spawn = { arguments: new Map(), dependsOn: [] };

it.effect("the use cases' own answers fit the schemas of their commands [X8]", () =>
  Effect.gen(function* () {
    const plans = yield* Plans;
    const actions = yield* Actions;
    check("action create", data.actionCreateData(yield* actions.create({ actor: ANN, file: actionFile })));
    check("action show", data.actionShowData(yield* actions.get("build")));
    check("action list", data.actionListData(yield* actions.list({}), {}));

    const used = yield* useBuild({ automationProfile: "balanced", idempotencyKey: "k" });
    check("plan use", data.planUseData(used, NOW));
    const again = yield* useBuild({ automationProfile: "balanced", idempotencyKey: "k" });
    expect(data.planUseData(again, NOW)).toMatchObject({ plan_id: used.plan.planId, replayed: true });
    const { planId: id } = used.plan;

    const claimed = yield* claimNext();
    check("plan claim", data.planClaimData(claimed, NOW));
    const lease = { actor: WORKER, id, leaseToken: claimed.leaseToken };
    check("plan heartbeat", data.planHeartbeatData(yield* plans.heartbeat(lease)));
    const completed = yield* plans.complete({ ...lease, result: goodResult, confidence: 0.1 });
    const { decision, waiting_for } = data.planAnswerData(completed, NOW);
    check("plan complete", data.planAnswerData(completed, NOW));
    expect(waiting_for).toMatchObject({ operation: "execute", decision_id: decision?.decision_id });
    expect(waiting_for?.next_command).toBe(decision?.next_command);

    checkFailure(yield* Effect.flip(plans.advance({ actor: BOT, id, to: "execute" })));
    checkFailure(yield* Effect.flip(plans.advance({ actor: ANN, id, to: "apply" })));
    checkFailure(yield* Effect.flip(plans.heartbeat(lease)));
    checkFailure(yield* Effect.flip(plans.get("nothing")));
    check("plan advance", data.planAnswerData(yield* plans.advance({ actor: ANN, id, to: "execute" }), NOW));

    const child = yield* plans.spawn({ actor: ANN, id, ...spawn });
    check("plan spawn", data.planAnswerData(child, NOW));
    check(
      "plan check",
      data.planCheckData(yield* plans.check({ actor: BOT, id, operation: "tool", tool: "ls" }), NOW),
    );
    check("plan status", data.planStatusData(yield* plans.status(id), NOW));
    check("plan list", data.planListData(yield* plans.list({ count: true, limit: 1 }), NOW));
    const tree = yield* plans.tree(id);
    check("plan tree", data.planTreeData(tree));
    for (const line of data.planTreeLines(tree))
      expect(held(lineSchemas["plan tree"], line)).toBe(JSON.stringify(line));

    check("plan cancel", data.planCancelData(yield* plans.cancel({ actor: ANN, id, reason: "enough" })));
    const record = yield* plans.record(id);
    for (const line of data.planExportLines(record)) {
      expect(held(lineSchemas["plan export"], line)).toBe(JSON.stringify(line));
    }
    checkFailure(yield* Effect.flip(plans.remove({ actor: ANN, id })));
    check("plan delete", data.planDeleteData(yield* plans.remove({ actor: ANN, id, tree: true })));
    check("plan history", data.planHistoryData(yield* plans.history(id)));
    check("plan explain", data.planExplainData(yield* plans.explain(id)));
    check("plan reclaim", data.planReclaimData(yield* plans.reclaim({ actor: WORKER })));
    check("plan claim", data.planClaimData(yield* plans.claim({ actor: WORKER }), NOW));
    check("action archive", data.actionShowData(yield* actions.archive({ actor: ANN, name: "build" })));
  }).pipe(Effect.provide(ledger)),
);

it.effect("so do those about profiles and settings [X8]", () =>
  Effect.gen(function* () {
    const profiles = yield* Profiles;
    const settings = yield* Settings;
    const file = {
      ...data.automationProfileShowData(yield* profiles.get("cautious")),
      name: "local/own",
      source: "custom",
      guards: { tool_denylist: ["rm"] },
    };
    check("automation-profile add", data.automationProfileAddData(yield* profiles.add({ actor: ANN, file })));
    check("automation-profile list", data.automationProfileListData(yield* profiles.list()));
    const sides = { left: "manual", right: "local/own" };
    const comparison = yield* profiles.diff(sides.left, sides.right);
    check("automation-profile diff", data.automationProfileDiffData(comparison, sides));
    const place = { key: "core.automation-profile", project: "local/app" };
    check("config get", data.configGetData(yield* settings.get(place)));
    check("config set", data.configSetData(yield* settings.set({ actor: ANN, ...place, value: "manual" })));
    check("config get", data.configGetData(yield* settings.get(place)));
    check("config list", data.configListData(yield* settings.list()));
    checkFailure(yield* Effect.flip(settings.set({ actor: ANN, ...place, value: "unheard-of" })));
    const removed = yield* profiles.remove({ actor: ANN, name: "local/own" });
    check("automation-profile remove", data.automationProfileRemoveData(removed));
  }).pipe(Effect.provide(ledger)),
);

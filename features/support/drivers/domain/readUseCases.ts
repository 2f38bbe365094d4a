import { MAX_PAGE, type PlanRecord, Plans } from "@planwright/domain";
import {
  type DomainError,
  planExplainData,
  planExportData,
  planHistoryData,
  planListData,
  planSnapshotData,
  planStatusData,
  planTreeData,
} from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import type { UseCase } from "./UseCase.ts";
import { answered } from "./UseCase.ts";

const status: UseCase = (ask) =>
  Effect.gen(function* () {
    const view = yield* (yield* Plans).status(ask.inputs.needed("id"));
    return answered(planStatusData(view, ask.now()));
  });

const list: UseCase = (ask) =>
  Effect.gen(function* () {
    const { inputs } = ask;
    const answer = yield* (yield* Plans).list({
      phase: inputs.phase("phase"),
      state: inputs.state("state"),
      project: inputs.text("project"),
      action: inputs.text("action"),
      root: inputs.text("root"),
      profile: inputs.text("profile"),
      needsApproval: inputs.flag("needs_approval"),
      since: inputs.instant("since"),
      limit: inputs.number("limit"),
      cursor: inputs.text("cursor"),
      count: inputs.flag("count"),
      pattern: inputs.text("pattern"),
    });
    return answered(planListData(answer, ask.now()));
  });

const tree: UseCase = (ask) =>
  Effect.gen(function* () {
    const { inputs } = ask;
    return answered(planTreeData(yield* (yield* Plans).tree(inputs.needed("id")), inputs.number("depth")));
  });

const history: UseCase = (ask) =>
  Effect.gen(function* () {
    return answered(planHistoryData(yield* (yield* Plans).history(ask.inputs.needed("id"))));
  });

const explain: UseCase = (ask) =>
  Effect.gen(function* () {
    const { inputs } = ask;
    const operation = inputs.operation("operation");
    return answered(planExplainData(yield* (yield* Plans).explain(inputs.needed("id"), operation)));
  });

const snapshot: UseCase = (ask) =>
  Effect.gen(function* () {
    return answered(planSnapshotData(yield* (yield* Plans).get(ask.inputs.needed("id"))));
  });

/** Every plan's id, oldest first. */
const allIds: Effect.Effect<ReadonlyArray<string>, DomainError, Plans> = Effect.gen(function* () {
  const plans = yield* Plans;
  const ids: Array<string> = [];
  let cursor: string | undefined;
  do {
    const page = yield* plans.list({ limit: MAX_PAGE, cursor });
    ids.push(...page.plans.map((plan) => plan.planId));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return ids.toReversed();
});

const exported: UseCase = (ask) =>
  Effect.gen(function* () {
    const { inputs } = ask;
    const plans = yield* Plans;
    const ids = inputs.flag("all") === true ? yield* allIds : inputs.texts("ids");
    const records: Array<PlanRecord> = [];
    for (const id of ids) records.push(yield* plans.record(id));
    return answered(planExportData(records));
  });

/** The commands that look at plans. */
export const readUseCases = {
  "plan status": status,
  "plan list": list,
  "plan tree": tree,
  "plan history": history,
  "plan explain": explain,
  "plan snapshot": snapshot,
  "plan export": exported,
} as const;

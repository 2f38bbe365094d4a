import {
  type InvalidInput,
  MAX_PAGE,
  type PlanError,
  type PlanRecord,
  type Plans,
  type StorageError,
} from "@planwright/domain";
import { planExportData, planExportLines } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import type { Answer } from "../command/Answer.ts";
import type { Call } from "../command/Call.ts";
import { startProgress } from "../present/Progress.ts";
import { jsonLine } from "../present/printAnswer.ts";
import { writeLines } from "../present/writeLines.ts";

type ExportError = PlanError | InvalidInput | StorageError;

/** Takes the record of one plan; false = no more are wanted. */
type Sink = (record: PlanRecord) => Effect.Effect<boolean>;

const eachOf = Effect.fnUntraced(function* (
  plans: Plans["Service"],
  ids: ReadonlyArray<string>,
  sink: Sink,
): Effect.fn.Return<boolean, ExportError> {
  for (const id of ids) if (!(yield* sink(yield* plans.record(id)))) return false;
  return true;
});

const each = Effect.fnUntraced(function* (
  plans: Plans["Service"],
  ids: ReadonlyArray<string> | undefined,
  sink: Sink,
): Effect.fn.Return<void, ExportError> {
  if (ids !== undefined) {
    // Every id is looked up before the first line is printed: what is printed is whole.
    for (const id of ids) yield* plans.get(id);
    yield* eachOf(plans, ids, sink);
    return;
  }
  let cursor: string | undefined;
  do {
    const page = yield* plans.list({ limit: MAX_PAGE, cursor });
    const wanted = yield* eachOf(
      plans,
      page.plans.map((plan) => plan.planId),
      sink,
    );
    cursor = wanted ? (page.nextCursor ?? undefined) : undefined;
  } while (cursor !== undefined);
});

const totalOf = (plans: Plans["Service"], ids: ReadonlyArray<string> | undefined) =>
  ids !== undefined
    ? Effect.succeed(ids.length)
    : Effect.map(plans.list({ limit: 1, count: true }), ({ totals }) =>
        Object.values(totals ?? {}).reduce((sum, count) => sum + count, 0),
      );

/**
 * Prints the records of plans, or of all plans, as they are read: one plan in memory at a time. A format that is one
 * document has them all.
 */
export const exportPlans = Effect.fnUntraced(function* (
  call: Call,
  plans: Plans["Service"],
  ids: ReadonlyArray<string> | undefined,
): Effect.fn.Return<Answer, ExportError> {
  const progress = startProgress(call);
  const total = yield* totalOf(plans, ids);
  const whole = call.format === "json" || call.format === "yaml";
  const kept: Array<PlanRecord> = [];
  let done = 0;
  yield* Effect.ensuring(
    each(plans, ids, (record) => {
      done++;
      // Lines that go to the same terminal say themselves how far it is.
      if (!call.io.stdout.isTerminal) progress.show("plans", done, total);
      if (!whole) return writeLines(call.io.stdout, linesOf(record));
      kept.push(record);
      return Effect.succeed(true);
    }),
    Effect.sync(progress.end),
  );
  return { data: () => planExportData(kept), view: () => [], printed: !whole };
});

function* linesOf(record: PlanRecord): Generator<string> {
  for (const line of planExportLines(record)) yield jsonLine(line);
}

import type { JsonValue } from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { Answer } from "../command/Answer.ts";
import type { Call } from "../command/Call.ts";
import { envelope, type Outcome } from "./envelope.ts";
import { flatten, plainCell, valueAt } from "./flatten.ts";
import { prepareWidths } from "./prepareWidths.ts";
import { printableJson } from "./printable.ts";
import { renderRich } from "./renderRich.ts";
import { renderTable } from "./renderTable.ts";
import type { View } from "./View.ts";
import { writeLines } from "./writeLines.ts";

/** A value on one line of JSON. */
export const jsonLine = (value: JsonValue): string => printableJson(JSON.stringify(value));

function* plainRows(items: Iterable<JsonValue>, columns: ReadonlyArray<string>): Generator<string> {
  for (const item of items) {
    yield columns.length === 0
      ? plainCell(item)
      : columns.map((path) => plainCell(valueAt(item, path))).join("\t");
  }
}

function* mapped<A, B>(items: Iterable<A>, f: (item: A) => B): Generator<B> {
  for (const item of items) yield f(item);
}

/** The text of an envelope in one of the two formats that have one. */
export const envelopeLines = (
  format: "json" | "yaml",
  outcome: Outcome,
): Effect.Effect<ReadonlyArray<string>> =>
  format === "json"
    ? Effect.sync(() => [printableJson(JSON.stringify(envelope(outcome), null, 2))])
    : Effect.promise(async () => {
        const { toYaml } = await import("./toYaml.ts");
        return [toYaml(envelope(outcome))];
      });

const viewLines = ({ format, out }: Call, view: View): Effect.Effect<Iterable<string>> =>
  Effect.as(prepareWidths(view), format === "rich" ? renderRich(view, out) : renderTable(view, out.width));

const linesOf = (
  call: Call,
  answer: Answer,
  outcome: Outcome,
  nowMillis: number,
): Effect.Effect<Iterable<string>> => {
  switch (call.format) {
    case "json":
    case "yaml":
      return envelopeLines(call.format, outcome);
    case "jsonl":
      return Effect.succeed(mapped(answer.lines?.items(outcome.data) ?? [outcome.data], jsonLine));
    case "plain":
      return Effect.succeed(
        answer.lines === undefined
          ? flatten(outcome.data)
          : plainRows(answer.lines.items(outcome.data), answer.lines.columns),
      );
    case "rich":
    case "table":
      return viewLines(call, answer.view(nowMillis));
  }
};

/** Prints an answer on standard output in the format asked for; only the result, and all of it. */
export const printAnswer = (
  call: Call,
  answer: Answer,
  outcome: Outcome,
  nowMillis: number,
): Effect.Effect<void> =>
  answer.printed === true
    ? Effect.void
    : Effect.flatMap(linesOf(call, answer, outcome, nowMillis), (lines) =>
        Effect.asVoid(writeLines(call.io.stdout, lines)),
      );

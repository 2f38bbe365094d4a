import * as Effect from "effect/Effect";
import { renderRich } from "../present/renderRich.ts";
import { text } from "../present/View.ts";
import type { Call } from "./Call.ts";
import { UsageError } from "./UsageError.ts";

const firstLine = async (chunks: AsyncIterable<Uint8Array>): Promise<string> => {
  const decoder = new TextDecoder();
  let typed = "";
  for await (const chunk of chunks) {
    typed += decoder.decode(chunk, { stream: true });
    if (typed.includes("\n")) break;
  }
  return typed.split("\n", 1)[0] ?? "";
};

const ask = async ({ err, io }: Call, question: string): Promise<boolean> => {
  const shown = [...renderRich([text(`${question} [y/N]`)], err)].join("\n");
  await io.stderr.write(`${shown} `);
  return /^(y|yes)$/i.test((await firstLine(io.stdin.bytes())).trim());
};

/** What a command that destroys or applies was told. */
export interface Confirmation {
  readonly yes: boolean;
  /** Nothing will be changed, so nothing has to be confirmed. */
  readonly dryRun: boolean;
  /** A whole question. */
  readonly question: string;
}

/**
 * Lets a command that destroys or applies go on: with `--yes`, or when a person at a terminal says so. Where nobody can
 * be asked, leaving `--yes` out is a usage error.
 */
export const confirm = (
  call: Call,
  { dryRun, question, yes }: Confirmation,
): Effect.Effect<void, UsageError> => {
  if (yes || dryRun) return Effect.void;
  const { command } = call;
  if (!call.mayAsk) return Effect.fail(new UsageError({ reason: { _tag: "NeedsYes", command } }));
  return Effect.flatMap(
    Effect.promise(() => ask(call, question)),
    (said) =>
      said ? Effect.void : Effect.fail(new UsageError({ reason: { _tag: "NotConfirmed", command } })),
  );
};

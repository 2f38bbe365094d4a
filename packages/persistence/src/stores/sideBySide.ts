import type { StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { Session } from "../Session.ts";

type Questions<A> = { readonly [K in keyof A]: Effect.Effect<A[K], StorageError> };

/**
 * Asks what does not depend on one another: in one round trip where the engine has them, one after the other where it has
 * not. When several fail, the failure is that of the first.
 */
export const sideBySide = <A extends Readonly<Record<string, unknown>>>(
  { engine }: Session,
  questions: Questions<A>,
): Effect.Effect<A, StorageError> => {
  const named = Object.entries<Effect.Effect<unknown, StorageError>>(questions);
  const answered = engine.pipelines
    ? // Nobody is interrupted by another's failure: what was sent is answered in any case.
      Effect.flatMap(
        Effect.all(
          named.map(([, question]) => Effect.result(question)),
          { concurrency: "unbounded" },
        ),
        (results) => Effect.fromResult(Result.all(results)),
      )
    : Effect.all(named.map(([, question]) => question));
  // Each answer stands under the name of its question, as the type says.
  return Effect.map(answered, (answers) =>
    Object.fromEntries(named.map(([name], index) => [name, answers[index]])),
  ) as Effect.Effect<A, StorageError>;
};

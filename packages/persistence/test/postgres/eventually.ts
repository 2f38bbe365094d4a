import * as Effect from "effect/Effect";

/** Looks again until it is so; a defect of the test when it is not so within ten seconds. */
export const eventually = <E, R>(look: Effect.Effect<boolean, E, R>): Effect.Effect<void, E, R> => {
  const until = performance.now() + 10_000;
  const again: Effect.Effect<void, E, R> = Effect.flatMap(look, (so) => {
    if (so) return Effect.void;
    if (performance.now() > until) return Effect.die(new Error("it did not come to be"));
    return Effect.andThen(
      Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 2))),
      again,
    );
  });
  return again;
};

import { planIdFromKey } from "@planwright/domain";
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import type { Doors } from "../history/Doors.ts";
import type { Judge } from "../races/Judge.ts";
import { cutShort, WAYS } from "./cutAfter.ts";
import { PREPARATIONS } from "./trials.ts";

const CUT_MICROS = 30_000;

/** Keeps a plan's tree for itself until it is told to let go. */
const hold = async ({ doors: { uow } }: Judge, plan: string): Promise<() => Promise<void>> => {
  const held = Deferred.makeUnsafe<void>();
  const enough = Deferred.makeUnsafe<void>();
  const holding = Effect.runPromise(
    uow.write((stores) =>
      Effect.gen(function* () {
        yield* stores.plans.lock(planIdFromKey(plan), "tree");
        yield* Deferred.succeed(held, undefined);
        yield* Deferred.await(enough);
      }),
    ),
  );
  await Promise.race([Effect.runPromise(Deferred.await(held)), holding]);
  return async () => {
    await Effect.runPromise(Deferred.succeed(enough, undefined));
    await holding;
  };
};

/**
 * Gives up while waiting for a plan that somebody else keeps; answers with what went wrong. The caller is told while the
 * other still keeps it, and nothing of it is found when the other has let go.
 */
export const cutWhileWaiting = async (judge: Judge, doors: Doors): Promise<ReadonlyArray<string>> => {
  const problems: Array<string> = [];
  const prepare = PREPARATIONS.cancel;
  if (prepare === undefined) throw new Error("there is nothing to wait for");
  for (const [name, way] of Object.entries(WAYS)) {
    const trial = await prepare(judge);
    const letGo = await hold(judge, trial.plan);
    const { told, words } = await cutShort(way, trial.deed(doors), CUT_MICROS);
    await letGo();
    if (told === "done")
      problems.push(`${name}: the caller was told that it was done while another kept the plan`);
    if (told === "failed" && !words.includes("busy"))
      problems.push(`${name}: the caller was told "${words}"`);
    if (await trial.happened()) problems.push(`${name}: it happened after its caller had been told ${told}`);
  }
  return problems;
};

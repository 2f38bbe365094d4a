import { planIdFromKey } from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { Answer, Seen } from "../history/Call.ts";
import type { Pool } from "../processes/Pool.ts";
import type { Judge } from "./Judge.ts";
import { startTogether } from "./startTogether.ts";
import { type Prepared, TRANSITIONS, type Transition } from "./transitions.ts";

/** A word for what one caller was told: `done`, `nothing`, the tag of a refusal, or `unknown`. */
const told = (answer: Answer | null | undefined, { commands }: Prepared): string => {
  if (answer === null || answer === undefined) return "unknown";
  if (answer.is === "refused") return answer.refusal.tag;
  return commands[0]?.do === "claim" && answer.seen.length === 0 ? "nothing" : "done";
};

/** The versions that a plan's events tell, without those of decisions. */
const versionsOf = (judge: Judge, { plan }: Seen): Promise<ReadonlyArray<number | null>> =>
  Effect.runPromise(
    Effect.map(
      judge.doors.uow.read((stores) => stores.events.read({ planId: planIdFromKey(plan), limit: 1_000 })),
      (events) =>
        events
          .filter(({ type }) => type !== "gate.decided" && type !== "plan.deleted")
          .map(({ version }) => version),
    ),
  );

const oneRound = async (judge: Judge, pool: Pool, transition: Transition): Promise<ReadonlyArray<string>> => {
  const prepared = await transition.prepare(judge, pool.size);
  const answers = await startTogether(
    pool,
    prepared.commands.map((command) => [command]),
  );
  const words = answers.map(([answer]) => told(answer, prepared));
  const won = words.filter((word) => word === "done").length;
  const strange = words.filter((word) => word !== "done" && !transition.others.includes(word));
  const versions = await versionsOf(judge, prepared.plan);
  const problems = [
    ...(won === 1 ? [] : [`${won} of ${words.length} callers were told that they had done it`]),
    ...strange.map((word) => `a caller who came too late was told ${word}`),
    ...(versions.every((version, index) => version === index + 1)
      ? []
      : [`the versions of the plan are ${versions.join()}`]),
  ];
  // What is left of a round must not be in the way of the next one.
  if (transition.name !== "delete")
    await judge
      .do({ do: "lapse", plan: prepared.plan.plan })
      .then(() => judge.do({ do: "delete", plan: prepared.plan.plan, tree: true }));
  return problems.map((problem) => `${transition.name}: ${problem}`);
};

/** So many rounds in which all processes of a pool want the same transition of one plan; answers with what went wrong. */
export const raceForTransition = async (
  judge: Judge,
  pool: Pool,
  rounds: number,
): Promise<ReadonlyArray<string>> => {
  const problems: Array<string> = [];
  for (let round = 0; round < rounds; round++) {
    const transition = TRANSITIONS[round % TRANSITIONS.length];
    if (transition !== undefined) problems.push(...(await oneRound(judge, pool, transition)));
  }
  return problems;
};

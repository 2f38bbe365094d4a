import { parseActor } from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { Doors } from "../history/Doors.ts";

/** Makes the action that all plans of the proofs are made of. */
export const makeFirstAction = async ({ actions }: Doors): Promise<void> => {
  const actor = parseActor("user:founder");
  if (actor === undefined) throw new RangeError("that is no actor");
  const file = {
    name: "local/build",
    description: "Build",
    definition_of_done: "Built",
    strategy_actor: "local/planner",
    execution_actor: "local/builder",
  };
  await Effect.runPromise(actions.create({ actor, file }));
};

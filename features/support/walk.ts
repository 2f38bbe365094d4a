import assert from "node:assert/strict";
import type { Fields, Json } from "./Json.ts";
import { at, placeIn } from "./Json.ts";
import type { PlanwrightWorld } from "./World.ts";

/** What a worker hands in for a phase so that the strictest profile takes it. */
export const goodResult = (phase: Json | undefined): Fields =>
  phase === "execute" ? { sandbox_refs: ["sandbox-1"], last_checkpoint_id: "checkpoint-1" } : {};

const PHASES = ["action", "strategize", "execute", "apply"];

const split = (place: string): readonly [phase: string, state: string] => {
  const [phase = "", state = ""] = place.split("/");
  return [phase, state];
};

/** Lets the worker claim, and it must be this plan that it gets. */
const claim = async (world: PlanwrightWorld, planId: string): Promise<Fields> => {
  const { data } = await world.done("the worker", "plan claim", {});
  assert.equal(data.plan_id, planId, "the worker got another plan");
  return data;
};

/** The last step to a state that is not on the way. */
const leave = async (world: PlanwrightWorld, id: string, state: string): Promise<void> => {
  switch (state) {
    case "errored":
      await world.done("the worker", "plan fail", { id, category: "other" });
      return;
    case "constrained":
      await world.done("the worker", "plan constrain", { id });
      return;
    case "cancelled":
      await world.done("Ada", "plan cancel", { id });
      return;
    default:
      throw new Error(`no plan is brought to ${state}`);
  }
};

/** One step on the way of a plan, a person's approval where it waits for one and a worker's otherwise: where it leads. */
const forward = async (world: PlanwrightWorld, id: string, place: string): Promise<string> => {
  const [phase, state] = split(place);
  if (state === "queued" && phase !== "action") return placeIn(await claim(world, id));
  const { data } =
    state === "processing"
      ? await world.done("the worker", "plan complete", { id, result: goodResult(phase) })
      : await world.done("Ada", "plan advance", { id, to: PHASES[PHASES.indexOf(phase) + 1] ?? "apply" });
  return placeIn(data);
};

const SIDE = new Set(["errored", "constrained", "cancelled"]);

/**
 * Brings a plan forward to a place by what people and workers would do, approving wherever it waits; it fails where the
 * plan's own rules lead past the place.
 */
export const bringTo = async (world: PlanwrightWorld, id: string, place: string): Promise<void> => {
  const [phase, state] = split(place);
  const onTheWay = SIDE.has(state) ? `${phase}/${state === "cancelled" ? "queued" : "processing"}` : place;
  let here = await world.place(id);
  while (here !== onTheWay) {
    const [herePhase, hereState] = split(here);
    const gone = PHASES.indexOf(herePhase) > PHASES.indexOf(phase);
    assert.ok(!gone && !["applied", "cancelled"].includes(hereState), `the plan went past ${place}`);
    here = await forward(world, id, here);
  }
  if (SIDE.has(state)) await leave(world, id, state);
};

/** The worker claims and completes for as long as there is something to claim. */
export const workOn = async (world: PlanwrightWorld, who: string): Promise<void> => {
  for (;;) {
    const { data } = await world.done(who, "plan claim", {});
    const id = at(data, "plan_id");
    if (typeof id !== "string") return;
    await world.done(who, "plan complete", { id, result: goodResult(data.phase) });
  }
};

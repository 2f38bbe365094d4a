import type { PlanId } from "@planwright/domain";
import { Draw } from "./Draw.ts";
import type { SeedPlan } from "./SeedPlan.ts";

/** Ways in which a queue is made up. */
export const QUEUES = ["roots", "children of many parents", "children of one parent"] as const;
/** A way in which a queue is made up. */
export type QueueKind = (typeof QUEUES)[number];

/** Children of each parent: as many as may be open at once, so that no claim is held back. */
export const FAMILY = 64;

/** Milliseconds between two plans. */
const STEP = 1_000;

const queued = (template: PlanId) =>
  ({ template, phase: "strategize", state: "queued", project: "local/service", fence: 0 }) as const;

function* roots(size: number, template: PlanId): Generator<SeedPlan> {
  const draw = new Draw(STEP);
  for (let index = 0; index < size; index++) {
    const { at, planId } = draw.birth();
    const name = `local/archive-${index}`;
    yield { ...queued(template), planId, parent: null, root: planId, name, createdAt: at, queuedAt: at };
  }
}

/** Parents that wait for nobody, and then their children: one of each parent after the other, or all of one together. */
function* children(size: number, template: PlanId, together: boolean): Generator<SeedPlan> {
  const draw = new Draw(STEP);
  const parents: Array<PlanId> = [];
  for (let index = 0; index < size / FAMILY; index++) {
    const { at, planId } = draw.birth();
    const name = `local/archive-${index}`;
    parents.push(planId);
    yield {
      ...queued(template),
      planId,
      parent: null,
      root: planId,
      name,
      createdAt: at,
      queuedAt: null,
      state: "complete",
    };
  }
  for (let index = 0; index < parents.length * FAMILY; index++) {
    const { at, planId } = draw.birth();
    const parent = parents[together ? Math.floor(index / FAMILY) : index % parents.length] ?? planId;
    const name = `local/archive-part-${index}`;
    yield { ...queued(template), planId, parent, root: parent, name, createdAt: at, queuedAt: at };
  }
}

/** At least so many plans that wait to be claimed, oldest first in the order of the queue. */
export const queueOf = (kind: QueueKind, size: number, template: PlanId): Iterable<SeedPlan> => {
  switch (kind) {
    case "roots":
      return roots(size, template);
    case "children of many parents":
      return children(size, template, false);
    case "children of one parent":
      return children(size, template, true);
  }
};

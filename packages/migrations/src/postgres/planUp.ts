import type { Step } from "../chain/Migration.ts";
import type { PendingMigration, UpPlan } from "../chain/UpPlan.ts";
import type { Place } from "./place.ts";
import { type Errand, preflight } from "./preflight.ts";

/** Says what a run would do, or throws what it would be refused with. Only reads. */
export const planUp = async (place: Place, errand: Errand): Promise<UpPlan> => {
  const { before, from, pending } = await preflight(place, errand);
  // Nothing that is to be counted is there before the tables are.
  const rowsOf = async (step: Step): Promise<number> =>
    step._tag === "Code" && before._tag !== "Empty"
      ? ((await errand.chain.codes.get(step.name)?.count?.(place)) ?? 0)
      : 0;
  const planned: Array<PendingMigration> = [];
  for (const { name, predecessor, steps } of pending) {
    const adopted = before._tag === "Legacy" && predecessor === null;
    const counted: Array<PendingMigration["steps"][number]> = [];
    for (const step of adopted ? [] : steps)
      counted.push({ description: step.description, rows: await rowsOf(step) });
    planned.push({ name, adopted, steps: counted });
  }
  return { from, to: pending.at(-1)?.name ?? from, pending: planned };
};

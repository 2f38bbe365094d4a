import { expect } from "vitest";
import type { Contents, StoredPlan } from "./Contents.ts";
import type { Journal } from "./Journal.ts";

/** The parts of a plan, which all plans of a journal have alike. */
const partsOf = ({ created, decisions, events, projects, snapshots }: StoredPlan): ReadonlyArray<number> => [
  created,
  decisions,
  events,
  projects,
  snapshots,
];

/**
 * Holds a ledger against what was answered: every acknowledged plan is there, whole and once; nothing that was refused
 * is there, not even in part; what was left in doubt is there whole or not at all.
 */
export const audit = ({ plans, strays }: Contents, journal: Journal): void => {
  const names = plans.map(({ name }) => name);
  const found = new Set(names);
  expect({
    lost: [...journal.acknowledged].filter((name) => !found.has(name)),
    kept: [...journal.refused].filter((name) => found.has(name)),
    twice: names.filter((name, at) => names.indexOf(name) !== at),
    unasked: names.filter(
      (name) => !journal.acknowledged.has(name) && !journal.refused.has(name) && !journal.inDoubt.has(name),
    ),
    half: plans.filter((plan) => JSON.stringify(partsOf(plan)) !== JSON.stringify(partsOf(plans[0] ?? plan))),
    strays,
  }).toEqual({ lost: [], kept: [], twice: [], unasked: [], half: [], strays: [] });
  // Without rows the comparison above would compare nothing with nothing.
  for (const plan of plans) expect(partsOf(plan).every((count) => count > 0)).toBe(true);
};

import { planIdFromKey } from "@planwright/domain";
import { expect, it } from "vitest";
import { FAMILY, QUEUES, queueOf } from "../../seed/queues.ts";

const template = planIdFromKey("template");

it.each(QUEUES)("a queue of %s holds nobody back, and comes in the order of its creation", (kind) => {
  const seeds = [...queueOf(kind, 1_000, template)];
  const waiting = seeds.filter(({ queuedAt }) => queuedAt !== null);
  expect(waiting.length).toBeGreaterThanOrEqual(1_000);
  const ids = seeds.map(({ planId }) => planId);
  expect(ids).toEqual([...new Set(ids)].sort());
  const families = Map.groupBy(waiting, ({ parent }) => parent);
  const sizes = [...families.values()].map(({ length }) => length);
  expect(new Set(sizes)).toEqual(new Set([kind === "roots" ? waiting.length : FAMILY]));
});

it("of one parent is queued together, of many parents in turns", () => {
  const parents = (kind: (typeof QUEUES)[number]) =>
    new Set(
      [...queueOf(kind, 1_000, template)]
        .filter(({ queuedAt }) => queuedAt !== null)
        .slice(0, 10)
        .map(({ parent }) => parent),
    ).size;
  expect(parents("children of one parent")).toBe(1);
  expect(parents("children of many parents")).toBe(10);
});

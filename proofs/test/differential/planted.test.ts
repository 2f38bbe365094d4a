import { describe, expect, it } from "vitest";
import { compareOn } from "../../differential/compare.ts";
import { drawStream } from "../../differential/draw/drawStream.ts";
import { memoryKind } from "../../differential/kinds.ts";
import { BUGS, withBug } from "../../differential/plant.ts";
import { report } from "../../differential/report.ts";
import { compareMany } from "../../differential/run.ts";
import { shrink } from "../../differential/shrink.ts";
import { SEED } from "../../Random.ts";

/** The time that the differential run of `npm test` has for itself; in memory it is enough for more commands. */
const BUDGET = { commands: 30_000, millis: 25_000 };

describe("the comparison of stores finds that", () => {
  for (const [bug, plant] of Object.entries(BUGS)) {
    it(`${bug} [X4]`, { timeout: 60_000 }, async () => {
      const { counterexample } = await compareMany([memoryKind, withBug("broken", plant)], SEED, BUDGET);
      expect(counterexample).not.toBeNull();
      if (counterexample === null) return;
      const text = report(counterexample);
      expect(text).toContain("memory and broken differ in the ");
      expect(text).toContain(`PLANWRIGHT_TEST_SEED=${SEED} repeats the run`);
    });
  }

  it("leaves out the commands that have nothing to do with a difference", { timeout: 240_000 }, async () => {
    const kinds = [
      memoryKind,
      withBug("broken", (ledger) => ({ ...ledger, write: (body) => ledger.write(body) })),
    ];
    const stream = drawStream(7, 400);
    const difference = await compareOn(kinds, stream);
    expect(difference).not.toBeNull();
    if (difference === null) return;
    const { stream: shrunk } = await shrink(kinds, { stream, difference }, 200_000);
    // Somebody wanted to see what would be, and something else showed that it was; what either needs stays.
    expect(shrunk.commands.length).toBeLessThan(12);
    expect(await compareOn(kinds, shrunk)).not.toBeNull();
  });

  it("finds nothing between a store and itself", async () => {
    const { commands, counterexample } = await compareMany(
      [memoryKind, { ...memoryKind, name: "twin" }],
      SEED,
      {
        commands: 2_000,
        millis: 25_000,
      },
    );
    expect({ commands, counterexample }).toEqual({ commands: 2_000, counterexample: null });
  });
});

import { afterAll, describe, expect, it } from "vitest";
import { kindOf, memoryKind } from "../../differential/kinds.ts";
import { report } from "../../differential/report.ts";
import { compareMany } from "../../differential/run.ts";
import type { Engine } from "../../ledgers/Engine.ts";
import { openPostgres } from "../../ledgers/postgres.ts";
import { openSqlite } from "../../ledgers/sqlite.ts";
import { length } from "../../length.ts";
import { SEED } from "../../Random.ts";

const SIZE = { commands: length(8_000, 200_000), millis: length(25_000, 3_600_000) };

/** Commands of which every run must have carried out some, so that it is not about refusals alone. */
const CARRIED_OUT = [
  "use",
  "spawn",
  "advance",
  "claim",
  "complete",
  "fail",
  "cancel",
  "remove",
  "check",
  "adopt",
  "list",
  "tree",
  "history",
  "record",
];

describe("memory, SQLite and PostgreSQL", () => {
  const engines: Array<Engine> = [];
  afterAll(async () => {
    for (const engine of engines) await engine.close();
  });

  it("give the same answers to the same commands, and hold the same ledgers afterwards [X4]", {
    timeout: SIZE.millis + 120_000,
  }, async () => {
    engines.push(await openSqlite(), await openPostgres());
    const { commands, counterexample, streams, tally } = await compareMany(
      [memoryKind, ...engines.map(kindOf)],
      SEED,
      SIZE,
    );
    console.info(`${commands} commands in ${streams} streams, ${tally.size} kinds of answer; seed ${SEED}`);
    expect(counterexample === null ? "no difference" : report(counterexample)).toBe("no difference");
    expect(commands).toBeGreaterThan(400);
    expect(CARRIED_OUT.filter((command) => !tally.has(`${command}: done`))).toEqual([]);
  });
});

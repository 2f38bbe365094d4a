import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WAYS } from "../deadlines/cutAfter.ts";
import { cutAnywhere } from "../deadlines/cutAnywhere.ts";
import { cutBetweenCalls } from "../deadlines/cutBetweenCalls.ts";
import { cutWhileWaiting } from "../deadlines/cutWhileWaiting.ts";
import { type Hook, withHook } from "../deadlines/hook.ts";
import { PREPARATIONS } from "../deadlines/trials.ts";
import { type Doors, openDoors } from "../history/Doors.ts";
import type { Database, Engine } from "../ledgers/Engine.ts";
import { makeFirstAction } from "../ledgers/firstAction.ts";
import { openPostgres } from "../ledgers/postgres.ts";
import { openSqlite } from "../ledgers/sqlite.ts";
import { length } from "../length.ts";
import { SEED } from "../Random.ts";
import { Judge } from "../races/Judge.ts";

const TRIALS = length(25, 400);
const TIMEOUT = length(120_000, 3_600_000);

interface Bench {
  readonly engine: Engine;
  readonly database: Database;
  readonly doors: Doors;
  readonly judge: Judge;
}

const suite = (open: () => Promise<Engine>): void => {
  const hook: Hook = { beforeCall: () => {} };
  let bench: Bench | undefined;

  const here = (): Bench => {
    if (bench === undefined) throw new Error("the ledger was not opened");
    return bench;
  };

  beforeAll(async () => {
    const engine = await open();
    const database = await engine.ledger();
    const doors = await openDoors(database.url, withHook(hook));
    const judge = new Judge(await openDoors(database.url));
    await makeFirstAction(doors);
    bench = { engine, database, doors, judge };
  }, TIMEOUT);

  afterAll(async () => {
    await bench?.doors.close();
    await bench?.judge.doors.close();
    await bench?.database.drop();
    await bench?.engine.close();
  });

  for (const [name, way] of Object.entries(WAYS)) {
    for (const [what, prepare] of Object.entries(PREPARATIONS)) {
      it(`${what}, cut by ${name} at any instant, also around its commit: what failed is nowhere, then and later [X3]`, {
        timeout: TIMEOUT,
      }, async () => {
        const { problems, told } = await cutAnywhere(here(), way, prepare, { seed: SEED, trials: TRIALS });
        expect(problems).toEqual([]);
        expect(told.done + told.failed + told.interrupted).toBe(TRIALS);
      });
    }
  }

  it("cut at every single call of a store: nothing is committed, also at the last one before the commit", {
    timeout: TIMEOUT,
  }, async () => {
    expect(await cutBetweenCalls(here(), hook)).toEqual([]);
  });

  it("cut while somebody else keeps the plan: the caller is told at once, and nothing comes of it", {
    timeout: TIMEOUT,
  }, async () => {
    const { doors, judge } = here();
    expect(await cutWhileWaiting(judge, doors)).toEqual([]);
  });
};

describe("a call on SQLite", () => {
  suite(openSqlite);
});

describe("a call on PostgreSQL", () => {
  suite(openPostgres);
});

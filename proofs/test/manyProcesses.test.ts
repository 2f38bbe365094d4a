import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { examine } from "../checker/examine.ts";
import type { Evidence } from "../checker/facts/Evidence.ts";
import type { Fault } from "../history/brokenLedgers.ts";
import { openDoors } from "../history/Doors.ts";
import { recordRun } from "../history/recordRun.ts";
import type { Engine } from "../ledgers/Engine.ts";
import { makeFirstAction } from "../ledgers/firstAction.ts";
import { openPostgres } from "../ledgers/postgres.ts";
import { openSqlite } from "../ledgers/sqlite.ts";
import { length } from "../length.ts";
import { Pool } from "../processes/Pool.ts";
import { SEED } from "../Random.ts";
import { Judge } from "../races/Judge.ts";
import { raceForKey } from "../races/raceForKey.ts";
import { raceForPlaces } from "../races/raceForPlaces.ts";
import { raceForTransition } from "../races/raceForTransition.ts";
import { raceForTree } from "../races/raceForTree.ts";
import { raceToMigrate } from "../races/raceToMigrate.ts";

/** Processes that change a ledger; one more follows its log. */
const CLIENTS = 8;
const ROUNDS = length(20, 200);
const MIGRATIONS = length(7, 50);
const TIMEOUT = length(180_000, 3_600_000);

/** How many calls had which end, for the line that tells of a run. */
const summary = ({ calls, ledger }: Evidence): string => {
  const refused = calls.filter(({ answer }) => answer?.is === "refused").length;
  const unknown = calls.filter(({ answer }) => answer === null).length;
  return `${calls.length} calls (${refused} refused, ${unknown} without an answer), ${ledger.log.length} events`;
};

const pool = new Pool(CLIENTS + 1);

afterAll(() => pool.close());

/** What becomes of children where nothing is ever locked. */
interface Unlocked {
  readonly title: string;
  readonly escapes: boolean;
}

const suite = (open: () => Promise<Engine>, unlocked: Unlocked): void => {
  let opened: Engine | undefined;

  const engine = (): Engine => {
    if (opened === undefined) throw new Error("the engine was not opened");
    return opened;
  };

  /** A ledger that all processes have open, with somebody who prepares and looks. */
  const withLedger = async (
    fault: Fault | null,
    use: (judge: Judge) => Promise<ReadonlyArray<string>>,
  ): Promise<ReadonlyArray<string>> => {
    const database = await engine().ledger();
    const judge = new Judge(await openDoors(database.url));
    try {
      await makeFirstAction(judge.doors);
      await pool.all((at) => ({ order: "open", url: database.url, process: at, fault }));
      return await use(judge);
    } finally {
      await pool.all(() => ({ order: "close" }));
      await judge.doors.close();
      await database.drop();
    }
  };

  beforeAll(async () => {
    opened = await open();
  }, TIMEOUT);

  afterAll(async () => {
    await opened?.close();
  });

  it("a recorded history of mixed commands has an order that explains every answer, plan by plan [X3, X4]", {
    timeout: TIMEOUT,
  }, async () => {
    const run = {
      clients: CLIENTS,
      millis: length(5_000, 30_000),
      seed: SEED,
      kills: length(1, 3),
      fault: null,
    };
    const evidence = await recordRun(engine(), pool, run);
    const { ops, plans, problems } = examine(evidence);
    console.info(
      `${engine().name}: ${CLIENTS} processes, ${summary(evidence)}; ${ops} calls on ${plans} plans`,
    );
    expect(problems).toEqual([]);
    // Somebody did something, and somebody else was in the way.
    const answers = evidence.calls.map(({ answer }) => answer);
    expect(answers.filter((answer) => answer?.is === "done").length).toBeGreaterThan(50);
    expect(answers.filter((answer) => answer?.is === "refused").length).toBeGreaterThan(5);
    expect(answers.filter((answer) => answer === null).length).toBeLessThanOrEqual(run.kills);
  });

  it("a history of a store that does not look at versions is found to be impossible [X3]", {
    timeout: TIMEOUT,
  }, async () => {
    const run = { clients: CLIENTS, millis: 3_000, seed: SEED, kills: 0, fault: "forgetful" } as const;
    const { problems } = examine(await recordRun(engine(), pool, run));
    expect(problems.join("\n")).toContain("no order explains");
  });

  it(`of all who want the same transition exactly one gets it, ${ROUNDS} rounds [X3]`, {
    timeout: TIMEOUT,
  }, async () => {
    expect(await withLedger(null, (judge) => raceForTransition(judge, pool, ROUNDS))).toEqual([]);
  });

  for (const ending of ["cancel", "delete"] as const) {
    it(`no child escapes a ${ending} of its tree, ${ROUNDS} rounds [X3]`, { timeout: TIMEOUT }, async () => {
      expect(await withLedger(null, (judge) => raceForTree(judge, pool, ending, ROUNDS))).toEqual([]);
    });
  }

  it(`no more children are begun at once than their parent has places for, ${ROUNDS} rounds [X3]`, {
    timeout: TIMEOUT,
  }, async () => {
    expect(await withLedger(null, (judge) => raceForPlaces(judge, pool, ROUNDS))).toEqual([]);
  });

  it(`of all who send one request under one key one makes a plan, ${ROUNDS} rounds [X3]`, {
    timeout: TIMEOUT,
  }, async () => {
    expect(await withLedger(null, (judge) => raceForKey(judge, pool, ROUNDS))).toEqual([]);
  });

  it(`without locks ${unlocked.title}`, { timeout: TIMEOUT }, async () => {
    const problems = await withLedger("unlocked", (judge) => raceForTree(judge, pool, "cancel", 10));
    expect(problems.some((problem) => problem.includes("lives below"))).toBe(unlocked.escapes);
  });

  it(`two to eight processes that migrate an empty database at once apply each migration once, ${MIGRATIONS} rounds [U13]`, {
    timeout: TIMEOUT,
  }, async () => {
    expect(await raceToMigrate(engine(), pool, MIGRATIONS)).toEqual([]);
  });
};

describe("many processes on one SQLite file", () => {
  suite(openSqlite, {
    title: "no child escapes either, because there is one writer at a time",
    escapes: false,
  });
});

describe("many processes on one PostgreSQL database", () => {
  suite(openPostgres, { title: "children escape, and that is found", escapes: true });
});

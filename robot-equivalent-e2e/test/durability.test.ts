import { existsSync, watch } from "node:fs";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { textAt } from "../desk/Answer.ts";
import type { Desk } from "../desk/Desk.ts";
import { claim, createAction, makePlan, work } from "../desk/making.ts";
import { Random } from "../desk/Random.ts";
import type { Ended } from "../desk/start.ts";
import { useDesk } from "../desk/useDesk.ts";

/** Kills per run; the long run of the same test takes its time. */
const KILLS = process.env.PLANWRIGHT_TEST_SOAK === "1" ? 2_000 : 30;

/** Starts a command and kills it without warning after so many changes in the folder of the ledger. */
const killAfter = (desk: Desk, changes: number, typed: string): Promise<Ended> => {
  const running = desk.start(typed);
  let seen = 0;
  const watcher = watch(desk.state, () => {
    if (++seen === changes) running.child.kill("SIGKILL");
  });
  return running.ended.finally(() => watcher.close());
};

describe("durability", () => {
  it("finds after a restart what was there before, down to the last byte of a result [M1, T3]", async () => {
    const desk = useDesk();
    const id = await makePlan(desk, "--automation-profile review");
    await work(desk);
    const { token } = await claim(desk);
    const status = (await desk.ok(`plan status ${id}`)).data;
    const exported = (await desk.run(`plan export ${id}`)).stdout;
    const before = desk.rows("SELECT * FROM v3_plans");
    // Another home with a copy of the file is a machine that was started anew.
    const copy = `${desk.files}/moved.db`;
    await desk.ok(`db backup ${copy}`);
    const there = { env: { PLANWRIGHT_DATABASE_URL: `sqlite://${copy}` } };
    const { timing: _then, ...again } = (await desk.ok(`plan status ${id}`, there)).data;
    const { timing: _now, ...first } = status;
    expect(again).toEqual(first);
    expect((await desk.run(`plan export ${id}`, there)).stdout).toBe(exported);
    await desk.ok(`plan complete ${id} --actor worker:one --lease-token ${token}`, there);
    expect(desk.rows("SELECT * FROM v3_plans")).toEqual(before);
  });

  it("keeps every write that was answered, and nothing half, when it is killed in the middle [X5]", {
    timeout: 60_000 + KILLS * 1_000,
  }, async () => {
    const desk = useDesk();
    await createAction(desk, { arguments: [{ name: "n", type: "integer" }], invariants: ["Green"] });
    const random = new Random();
    const answered: Array<string> = [];
    const ends = new Set<number | string | null>();
    for (let round = 0; round < KILLS; round++) {
      const ended = await killAfter(
        desk,
        1 + random.below(8),
        `plan use local/build acme/api acme/web --arg n=${round} --automation-profile manual --format=json`,
      );
      ends.add(ended.signal ?? ended.code);
      // An answer counts as soon as somebody may have read it, whatever became of the process then.
      if (ended.stdout.endsWith("}\n")) answered.push(textAt(JSON.parse(ended.stdout).data, "plan_id"));
    }
    expect(ends).toContain("SIGKILL");
    expect([...ends].filter((end) => end !== 0 && end !== "SIGKILL")).toEqual([]);

    const found = desk.rows("SELECT plan_id FROM v3_plans").map(({ plan_id: id }) => id);
    expect(answered.filter((id) => !found.includes(id))).toEqual([]);
    const count = found.length;
    expect((await desk.ok("plan list --count")).data).toMatchObject({ totals: { total: count } });
    const whole = [
      "SELECT count(*) AS n FROM plan_arguments",
      "SELECT count(*) AS n FROM plan_invariants",
      "SELECT count(*) / 2.0 AS n FROM plan_projects",
      "SELECT count(*) AS n FROM pw_gate_decisions",
      "SELECT count(*) AS n FROM pw_events WHERE type = 'plan.created'",
      "SELECT count(*) AS n FROM v3_plans JOIN pw_snapshots ON digest = profile_digest",
    ];
    expect(whole.map((sql) => [sql, desk.rows(sql)])).toEqual(whole.map((sql) => [sql, [{ n: count }]]));
    expect(desk.rows("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
    expect(desk.rows("PRAGMA foreign_key_check")).toEqual([]);
    expect((await desk.ok("db verify")).data).toMatchObject({ equal: true });
    expect(existsSync(`${desk.ledger}-wal`)).toBe(false);
  });

  it("begins anew where the very first use was killed [U12, U13]", async () => {
    const random = new Random();
    for (let round = 0; round < 6; round++) {
      const desk = useDesk();
      await desk.other(["mkdir", "-p", desk.state]);
      await killAfter(desk, 1 + random.below(12), "action list");
      expect((await desk.ok("plan list")).data).toMatchObject({ plans: [] });
      expect((await desk.ok("db verify")).data).toMatchObject({ equal: true, differences: [] });
    }
  });
});

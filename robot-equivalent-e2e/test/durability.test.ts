import { existsSync, mkdirSync, watch } from "node:fs";
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

/** When a process is killed: after so many changes in the folder of the ledger, or as soon as its answer can be read. */
type Moment = number | "answered";

/** Starts a command, kills it without warning at a moment, and says how many changes there were until its end. */
const killAt = async (
  desk: Desk,
  moment: Moment | "never",
  typed: string,
): Promise<Ended & { readonly changes: number }> => {
  const { child, ended } = desk.start(typed);
  let changes = 0;
  const watcher = watch(desk.state, () => {
    if (++changes === moment) child.kill("SIGKILL");
  });
  if (moment === "answered")
    child.stdout?.on("data", (chunk: Buffer) => {
      if (chunk.toString().endsWith("}\n")) child.kill("SIGKILL");
    });
  const end = await ended;
  watcher.close();
  return { ...end, changes };
};

const hasAnswered = ({ stdout }: Ended): boolean => stdout.endsWith("}\n");

describe("durability", () => {
  it("finds after a restart what was there before, down to the last byte of a result [M1, T3]", async () => {
    const desk = useDesk();
    const id = await makePlan(desk, "--automation-profile review");
    await work(desk);
    const { token } = await claim(desk);
    const status = (await desk.ok(`plan status ${id}`)).data;
    const exported = (await desk.run(`plan export ${id}`)).stdout;
    const before = await desk.rows("SELECT * FROM v3_plans");
    // Another home with a copy of the file is a machine that was started anew.
    const copy = `${desk.files}/moved.db`;
    await desk.ok(`db backup ${copy}`);
    const there = { env: { PLANWRIGHT_DATABASE_URL: `sqlite://${copy}` } };
    const { timing: _then, ...again } = (await desk.ok(`plan status ${id}`, there)).data;
    const { timing: _now, ...first } = status;
    expect(again).toEqual(first);
    expect((await desk.run(`plan export ${id}`, there)).stdout).toBe(exported);
    await desk.ok(`plan complete ${id} --actor worker:one --lease-token ${token}`, there);
    expect(await desk.rows("SELECT * FROM v3_plans")).toEqual(before);
  });

  it("keeps every write that was answered, and nothing half, when it is killed in the middle [X5]", {
    timeout: 60_000 + KILLS * 1_000,
  }, async () => {
    const desk = useDesk();
    await createAction(desk, { arguments: [{ name: "n", type: "integer" }], invariants: ["Green"] });
    const use = (round: number) =>
      `plan use local/build acme/api acme/web --arg n=${round} --automation-profile manual --format=json`;
    const undisturbed = await killAt(desk, "never", use(0));
    const random = new Random();
    const ends = [undisturbed];
    for (let round = 1; round <= KILLS; round++) {
      const moment = round % 4 === 0 ? "answered" : 1 + random.below(undisturbed.changes);
      ends.push(await killAt(desk, moment, use(round)));
    }
    expect(ends.filter(({ code, signal }) => code !== 0 && signal !== "SIGKILL")).toEqual([]);
    // An answer counts as soon as somebody may have read it, whatever became of the process then.
    const [read, unread] = [ends.filter(hasAnswered), ends.filter((end) => !hasAnswered(end))];
    expect(read.length).toBeGreaterThan(KILLS / 4);
    expect(unread.length).toBeGreaterThan(0);
    const answered = read.map(({ stdout }) => textAt(JSON.parse(stdout).data, "plan_id"));

    const found = (await desk.rows("SELECT plan_id FROM v3_plans")).map(({ plan_id: id }) => id);
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
    for (const sql of whole)
      expect({ sql, rows: await desk.rows(sql) }).toEqual({ sql, rows: [{ n: count }] });
    expect(await desk.rows("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
    expect(await desk.rows("PRAGMA foreign_key_check")).toEqual([]);
    expect((await desk.ok("db verify")).data).toMatchObject({ equal: true });
    expect(existsSync(`${desk.ledger}-wal`)).toBe(false);
  });

  it("begins anew where the very first use was killed [U12, U13]", async () => {
    const random = new Random();
    let changes = 0;
    for (let round = 0; round < 7; round++) {
      const desk = useDesk();
      mkdirSync(desk.state, { recursive: true });
      // The first one is left alone, to know how many changes there are.
      const ended = await killAt(desk, round === 0 ? "never" : 1 + random.below(changes), "action list");
      changes = Math.max(changes, ended.changes);
      expect((await desk.ok("plan list")).data).toMatchObject({ plans: [] });
      expect((await desk.ok("db verify")).data).toMatchObject({ equal: true, differences: [] });
    }
  });
});

import { describe, expect, it } from "vitest";
import { inserting } from "./plans.ts";
import type { MakeSubject } from "./Subject.ts";

const event = (id?: number): string =>
  `INSERT INTO pw_events (${id === undefined ? "" : "id, "}at, type, actor, data_json) VALUES (${id === undefined ? "" : `${id}, `}'t', 'plan.created', 'user:a', '{}')`;

const decision = (
  id: string,
  { seq, outcome = "automatic" }: { seq?: number; outcome?: string } = {},
): string =>
  `INSERT INTO pw_gate_decisions (${seq === undefined ? "" : "seq, "}decision_id, plan_id, root_plan_id, plan_version, operation, outcome, rule, request_json, snapshot_digest, actor, at)
   VALUES (${seq === undefined ? "" : `${seq}, `}'${id}', 'P', 'P', 1, 'execute', '${outcome}', 'threshold', '{}', 'd', 'user:a', 't')`;

/** What the database itself refuses and does about what is only ever added to, on every engine. */
export const logRules = (engine: string, make: MakeSubject): void => {
  /** Events 1 and 2, decisions d1 and d2, the snapshots x and y. */
  const logs = async () => {
    const subject = await make();
    for (const sql of [event(), event(), decision("d1"), decision("d2")]) await subject.run(sql);
    await subject.run("INSERT INTO pw_snapshots VALUES ('x', 'one'), ('y', 'two')");
    return subject;
  };

  describe(`logs on ${engine}`, () => {
    it.each([
      ["an event", "UPDATE pw_events SET data_json = '{}' WHERE id = 1", "events"],
      ["events", "DELETE FROM pw_events", "events"],
      [
        "an event by its id",
        `${event(1)} ON CONFLICT (id) DO UPDATE SET data_json = excluded.data_json`,
        "events",
      ],
      ["a decision", "UPDATE pw_gate_decisions SET outcome = 'automatic'", "decisions"],
      ["decisions", "DELETE FROM pw_gate_decisions WHERE seq = 1", "decisions"],
      [
        "a decision by its id",
        `${decision("d1")} ON CONFLICT (decision_id) DO UPDATE SET rule = excluded.rule`,
        "decisions",
      ],
      ["a snapshot's text", "UPDATE pw_snapshots SET text = 'other' WHERE digest = 'x'", "snapshots"],
      ["snapshots", "DELETE FROM pw_snapshots", "snapshots"],
      ["a snapshot by its digest", "INSERT INTO pw_snapshots VALUES ('x', 'other')", "snapshots"],
      [
        "a snapshot that is in the way",
        "INSERT INTO pw_snapshots VALUES ('x', 'other') ON CONFLICT (digest) DO UPDATE SET text = excluded.text",
        "snapshots",
      ],
      [
        "a snapshot in silence",
        "INSERT INTO pw_snapshots VALUES ('x', 'other') ON CONFLICT DO NOTHING",
        "snapshots",
      ],
    ])("refuses to change, replace or delete %s [D5]", async (_, sql, what) => {
      const { run, column } = await logs();
      expect(await run(sql)).toBe(`planwright: ${what}_append_only`);
      expect(await column("SELECT text FROM pw_snapshots WHERE digest = 'x'")).toEqual(["one"]);
    });

    it("refuses numbers below one", async () => {
      const { run } = await logs();
      expect(await run(event(-1))).toBe("check ck_pw_events_id");
      expect(await run(decision("d3", { seq: -1 }))).toBe("check ck_pw_gate_decisions_seq");
    });

    it("refuses an outcome that does not exist, and a decision's id that does", async () => {
      const { run } = await logs();
      expect(await run(decision("d3", { outcome: "maybe" }))).toBe("check ck_pw_gate_decisions_outcome");
      expect(await run(decision("d1"))).toMatch(/^unique$|^planwright: decisions_append_only$/);
    });

    it("takes a snapshot that is there already as no conflict, however it is written", async () => {
      const { run, column } = await logs();
      const same = "INSERT INTO pw_snapshots VALUES ('x', 'one')";
      expect(await run(same)).toBe(undefined);
      expect(await run(`${same} ON CONFLICT DO NOTHING`)).toBe(undefined);
      expect(await column("SELECT count(*) FROM pw_snapshots")).toEqual([2]);
    });

    it("keeps decisions and events when their plan goes [D5]", async () => {
      const { run, column } = await logs();
      await run(inserting({ id: "P" }));
      expect(await run("DELETE FROM v3_plans")).toBe(undefined);
      expect(await column("SELECT count(*) FROM pw_gate_decisions WHERE plan_id = 'P'")).toEqual([2]);
    });

    it("never gives an event's id twice", async () => {
      const { run, column } = await logs();
      await run("BEGIN; INSERT INTO pw_prune (log, before_id) VALUES ('pw_events', 100)");
      expect(await run("DELETE FROM pw_events; DELETE FROM pw_prune; COMMIT")).toBe(undefined);
      await run(event());
      expect(await column("SELECT id FROM pw_events")).toEqual([3]);
    });

    it("lets the transaction that says so delete one log below a number, and nothing else [D5]", async () => {
      const { run, column } = await logs();
      const refusalIn = async (sql: string) => {
        await run("SAVEPOINT before");
        const refusal = await run(sql);
        await run("ROLLBACK TO before");
        return refusal;
      };
      await run("BEGIN; INSERT INTO pw_prune (log, before_id) VALUES ('pw_events', 2)");
      expect(await run("DELETE FROM pw_events WHERE id < 2")).toBe(undefined);
      expect(await refusalIn("DELETE FROM pw_events WHERE id = 2")).toBe("planwright: events_append_only");
      expect(await refusalIn("DELETE FROM pw_gate_decisions WHERE seq = 1")).toBe(
        "planwright: decisions_append_only",
      );
      await run("DELETE FROM pw_prune; COMMIT");
      expect(await column("SELECT id FROM pw_events")).toEqual([2]);
      expect(await run("DELETE FROM pw_events")).toBe("planwright: events_append_only");
      await run("BEGIN; INSERT INTO pw_prune (log, before_id) VALUES ('pw_events', 2)");
      expect(await run("COMMIT")).toBe("foreign key");
      await run("ROLLBACK");
      expect(await run("INSERT INTO pw_prune (log, before_id) VALUES ('v3_plans', 2)")).toBe(
        "check ck_pw_prune_log",
      );
    });

    it("keeps one setting under a key, and one request", async () => {
      const { run } = await make();
      const setting = "INSERT INTO pw_settings VALUES ('', 'k', '1', 't', 'user:a')";
      expect(await run(setting)).toBe(undefined);
      expect(await run(setting)).toBe("unique");
      const request = "INSERT INTO pw_idempotency VALUES ('user:a', 'use', 'k', 'd', 's', 't', 't')";
      expect(await run(request)).toBe(undefined);
      expect(await run(request)).toBe("unique");
    });

    it("refuses values of another type", async () => {
      const { run } = await make();
      expect(await run("INSERT INTO pw_profiles VALUES ('n', '{}', 't', 't', NULL, 'one')")).toBe("type");
    });
  });
};

import { describe, expect, it } from "vitest";
import { chainOf, inserting, insertingWithout, loners, type PlanRow, plantForest } from "./plans.ts";
import type { MakeSubject } from "./Subject.ts";

/** What the database itself refuses and does about plans, on every engine. */
export const planRules = (engine: string, make: MakeSubject): void => {
  const forest = async () => {
    const subject = await make();
    await plantForest(subject);
    return subject;
  };
  const refused = async (row: PlanRow) => (await forest()).run(inserting(row));

  describe(`plans on ${engine}`, () => {
    it("refuses a plan without a root [R6] [T4]", async () => {
      expect(await refused({ id: "X", root: null })).toBe("not null v3_plans.root_plan_id");
    });

    it("refuses a plan without a profile or a snapshot [S3]", async () => {
      const profile = "not null v3_plans.automation_profile";
      const snapshot = "not null v3_plans.effective_profile_snapshot";
      expect(await refused({ id: "X", profile: null })).toBe(profile);
      expect(await refused({ id: "X", snapshot: null })).toBe(snapshot);
      const { run } = await forest();
      expect(await run(insertingWithout("automation_profile"))).toBe(profile);
      expect(await run(insertingWithout("effective_profile_snapshot"))).toBe(snapshot);
    });

    it("refuses a root that is not the parent's, and a parent that is missing [R3]", async () => {
      expect(await refused({ id: "X", parent: "C1", root: "C1" })).toBe("foreign key");
      expect(await refused({ id: "X", parent: "R", root: "S" })).toBe("foreign key");
      expect(await refused({ id: "X", parent: "nobody", root: "R" })).toBe("foreign key");
    });

    it("refuses a root below a parent, another's root without a parent, and a plan that is its own parent [R5]", async () => {
      expect(await refused({ id: "X", parent: "R", root: "X" })).toBe("check ck_v3_plans_root");
      expect(await refused({ id: "X", parent: null, root: "R" })).toBe("check ck_v3_plans_root");
      expect(await refused({ id: "X", parent: "X", root: "R" })).toBe("check ck_v3_plans_parent");
    });

    it("refuses phases and states that do not exist", async () => {
      const { run } = await forest();
      const phase = "UPDATE v3_plans SET phase = 'dream'";
      expect(await run(phase)).toBe("check ck_v3_plans_phase");
      expect(await run("UPDATE v3_plans SET processing_state = 'lost'")).toBe("check ck_v3_plans_state");
      expect(await run("UPDATE actions SET state = 'lost'")).toBe("check ck_actions_state");
    });

    it.each([
      ["plan_id", "plan_id = 'X'", "identity"],
      ["parent", "parent_plan_id = 'R'", "identity"],
      ["parent and root together", "parent_plan_id = NULL, root_plan_id = plan_id", "identity"],
      ["root", "root_plan_id = 'S'", "identity"],
      ["snapshot", "effective_profile_snapshot = 'other'", "snapshot"],
      ["snapshot, with 'not captured'", "effective_profile_snapshot = '{}'", "snapshot"],
      ["digest", "profile_digest = 'd'", "snapshot"],
    ])("refuses to change the %s of a plan [S2]", async (_, assignment, what) => {
      const { run } = await forest();
      const refusal = await run(`UPDATE v3_plans SET ${assignment} WHERE plan_id = 'C2'`);
      expect(refusal).toBe(`planwright: ${what}_immutable`);
    });

    it("refuses to write a frozen plan over by adding it again [S2]", async () => {
      const { run, column } = await forest();
      const again = `${inserting({ id: "S", snapshot: "other" })} ON CONFLICT (plan_id) DO UPDATE SET effective_profile_snapshot = excluded.effective_profile_snapshot`;
      expect(await run(again)).toMatch(/^planwright: (snapshot_immutable|plan_exists)$/);
      expect(await column("SELECT effective_profile_snapshot FROM v3_plans WHERE plan_id = 'S'")).toEqual([
        "s",
      ]);
    });

    it("lets everything else of a plan change, and the same values be written again", async () => {
      const { run, column } = await forest();
      await run("UPDATE v3_plans SET phase = 'strategize', version = version + 1 WHERE plan_id = 'C2'");
      const same = "root_plan_id = 'R', effective_profile_snapshot = 's', profile_digest = NULL";
      expect(await run(`UPDATE v3_plans SET ${same} WHERE plan_id = 'C2'`)).toBe(undefined);
      expect(await column("SELECT version FROM v3_plans WHERE plan_id = 'C2'")).toEqual([2]);
    });

    it("lets a snapshot that was not captured be captured, once", async () => {
      const { run } = await make();
      await run(inserting({ id: "A", snapshot: "{}" }));
      const capture =
        "UPDATE v3_plans SET effective_profile_snapshot = 'now', profile_digest = 'd' WHERE plan_id = 'A'";
      expect(await run(capture)).toBe(undefined);
      expect(await run(capture.replace("now", "again"))).toBe("planwright: snapshot_immutable");
    });

    it("opens a frozen plan for the transaction that marked it, and for no other [S2]", async () => {
      const { run } = await forest();
      const change = "UPDATE v3_plans SET effective_profile_snapshot = 'mended' WHERE plan_id = 'C1'";
      await run("BEGIN; INSERT INTO pw_repairs (plan_id) VALUES ('C1')");
      expect(await run(change)).toBe(undefined);
      await run("SAVEPOINT before");
      expect(await run(change.replace("C1", "C2"))).toBe("planwright: snapshot_immutable");
      await run("ROLLBACK TO before");
      expect(await run("DELETE FROM pw_repairs; COMMIT")).toBe(undefined);
      expect(await run(change.replace("mended", "again"))).toBe("planwright: snapshot_immutable");
    });

    it("cannot commit a marker [S2]", async () => {
      const { run, column } = await forest();
      expect(await run("INSERT INTO pw_repairs (plan_id) VALUES ('C1')")).toBe("foreign key");
      await run("BEGIN");
      await run("INSERT INTO pw_repairs (plan_id) VALUES ('C1')");
      expect(await run("COMMIT")).toBe("foreign key");
      await run("ROLLBACK");
      expect(await run("INSERT INTO pw_repairs (plan_id) VALUES ('')")).toBe("check ck_pw_repairs_plan");
      expect(await run("INSERT INTO pw_repairs VALUES ('C1', 'C1')")).toBe("check ck_pw_repairs_barrier");
      expect(await column("SELECT plan_id FROM pw_repairs")).toEqual([]);
    });

    it("refuses to delete a root that has children as a foreign-key conflict, and deletes a childless one [D2]", async () => {
      const { run, column } = await forest();
      const remove = (id: string) => run(`DELETE FROM v3_plans WHERE plan_id = '${id}'`);
      expect(await remove("R")).toBe("foreign key");
      expect(await remove("C1")).toBe("foreign key");
      expect(await remove("S")).toBe(undefined);
      expect(await remove("C2")).toBe(undefined);
      expect(await column("SELECT plan_id FROM v3_plans ORDER BY plan_id")).toEqual(["C1", "R"]);
    });

    it("refuses to delete an action that has plans [D1]", async () => {
      expect(await (await forest()).run("DELETE FROM actions")).toBe("foreign key");
    });

    it("deletes the rows beside a plan with it [D1]", async () => {
      const { run, column } = await forest();
      await run("INSERT INTO plan_projects (plan_id, project_name) VALUES ('S', 'p'), ('R', 'p')");
      await run("INSERT INTO plan_arguments (plan_id, name) VALUES ('S', 'x')");
      await run("INSERT INTO plan_invariants (plan_id, invariant_text) VALUES ('S', 'x')");
      await run("INSERT INTO pw_leases VALUES ('S', 1, 'h', 'w', 't', 't', 300)");
      expect(await run("DELETE FROM v3_plans WHERE plan_id = 'S'")).toBe(undefined);
      expect(await column("SELECT plan_id FROM plan_projects")).toEqual(["R"]);
      const left = ["plan_arguments", "plan_invariants", "pw_leases"].map(
        (table) => `(SELECT count(*) FROM ${table})`,
      );
      expect(await column(`SELECT ${left.join(" + ")}`)).toEqual([0]);
    });

    it("refuses the same project, alias or argument twice in a plan", async () => {
      const { run } = await forest();
      await run(
        "INSERT INTO plan_projects (plan_id, project_name, alias) VALUES ('S', 'p', 'a'), ('S', 'q', NULL), ('S', 'r', NULL)",
      );
      await run("INSERT INTO plan_arguments (plan_id, name) VALUES ('S', 'x')");
      const twice = (values: string) => run(`INSERT INTO ${values}`);
      expect(await twice("plan_projects (plan_id, project_name) VALUES ('S', 'p')")).toBe("unique");
      expect(await twice("plan_projects (plan_id, project_name, alias) VALUES ('S', 'z', 'a')")).toBe(
        "unique",
      );
      expect(await twice("plan_arguments (plan_id, name) VALUES ('S', 'x')")).toBe("unique");
    });

    it("refuses a dependency on a plan that does not exist, and to delete a plan that others depend on [D1]", async () => {
      const { run } = await forest();
      expect(await run("INSERT INTO pw_dependencies VALUES ('S', 'nobody', 0)")).toBe("foreign key");
      await run("INSERT INTO pw_dependencies VALUES ('S', 'C2', 0)");
      expect(await run("DELETE FROM v3_plans WHERE plan_id = 'C2'")).toBe("foreign key");
      expect(await run("DELETE FROM v3_plans WHERE plan_id = 'S'")).toBe(undefined);
    });

    it("has defaults for what a plan begins with", async () => {
      const { column } = await forest();
      const values = [
        "phase || ' ' || processing_state || ' ' || subplan_mode",
        "attempt * 10000 + version * 1000 + subplan_max_parallel * 100 + last_completed_step",
        "reversion_count + retry_count + calls_in_phase + lease_fence + cost_total",
      ];
      const found: Array<unknown> = [];
      for (const value of values)
        found.push(...(await column(`SELECT ${value} FROM v3_plans WHERE plan_id = 'S'`)));
      expect(found).toEqual(["action queued parallel", 11_399, 0]);
    });

    it("finds a plan by the end of its id and by its name, in any case of ASCII letters and of no others", async () => {
      const { run, column } = await make();
      await run(inserting({ id: "01ARZ3NDEKTSV4RRFFQ69G5FAV" }));
      await run(inserting({ id: "é" }));
      await run("UPDATE v3_plans SET namespaced_name = 'Local/É' WHERE plan_id = 'é'");
      const engineOf = (sqlite: string, postgres: string) => (engine === "SQLite" ? sqlite : postgres);
      const short = engineOf("upper(substr(plan_id, -8))", "upper(right(plan_id, 8))");
      expect(await column(`SELECT ${short} FROM v3_plans ORDER BY plan_id`)).toEqual(["Q69G5FAV", "é"]);
      const named = (name: string) =>
        column(
          `SELECT plan_id FROM v3_plans WHERE ${engineOf(`namespaced_name = '${name}' COLLATE NOCASE`, `lower(namespaced_name) = lower('${name}' COLLATE "C")`)}`,
        );
      expect(await named("lOCAL/É")).toEqual(["é"]);
      expect(await named("local/é")).toEqual([]);
    });

    it("deletes a whole tree in one statement, at depth 1,001 and 100,000 [D3]", {
      timeout: 180_000,
    }, async () => {
      const { run, deleteTree } = await make();
      // Most plans are alone, and the first tree is deleted while there are few: what a planner learns from either must not matter.
      await run(chainOf(1_001));
      expect(await deleteTree("P10000000")).toBe(1_001);
      await run(loners(40_000));
      for (const length of [10_000, 100_000]) {
        await run(chainOf(length));
        if (length === 10_000) await run("ANALYZE");
        const started = performance.now();
        expect(await deleteTree("P10000000")).toBe(length);
        // In time that grows with the square, 100,000 would run for a quarter of an hour.
        expect((performance.now() - started) / length).toBeLessThan(0.5);
      }
    });
  });
};

import { describe, expect, it, onTestFinished } from "vitest";
import { at } from "../desk/Answer.ts";
import { Desk } from "../desk/Desk.ts";
import { createAction, makePlan } from "../desk/making.ts";
import { PostgresStore } from "../desk/stores/PostgresStore.ts";
import { useDeskOnServer } from "../desk/useDesk.ts";

const LEDGER = ["plan list", "plan use local/build acme/api", "plan claim"];

/** A desk whose database on the server of this run has no tables. */
const useBareDesk = async (): Promise<Desk> => {
  const desk = new Desk(await PostgresStore.bare());
  onTestFinished(() => desk.close());
  return desk;
};

describe("server-databases", () => {
  it("makes no tables by the way, and says which command does; that one makes them once [U13]", async () => {
    const desk = await useBareDesk();
    for (const typed of LEDGER) await desk.unchanged(typed, 6, "planwright db migrate");
    const { data: before } = await desk.ok("db status");
    expect(before).toMatchObject({ engine: "postgresql", schema_version: null, healthy: false });
    const { data: planned } = await desk.ok("db migrate --dry-run");
    expect(at(planned, "applied")).toEqual([]);
    expect(await desk.contents()).toBe("");
    const { data: migrated, messages } = await desk.ok("db migrate --no-backup");
    expect(migrated).toMatchObject({ from: null, backup: null });
    expect(messages).toEqual([]);
    expect((await desk.ok("db migrate")).data).toMatchObject({ applied: [] });
    expect((await desk.ok("db verify")).data).toMatchObject({ equal: true, differences: [], extras: [] });
    expect((await desk.ok("db status")).data).toMatchObject({ healthy: true, pending: [] });
    expect((await desk.ok("plan list")).data).toMatchObject({ plans: [] });
  });

  it("is migrated once by six processes at the same moment, and all of them end well [U13, X3]", async () => {
    const desk = await useBareDesk();
    const ended = await Promise.all(Array.from({ length: 6 }, () => desk.ask("db migrate")));
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0]);
    const names = (await desk.rows("SELECT name FROM pw_migrations ORDER BY position")).map(
      ({ name }) => name,
    );
    expect(names).toEqual([...new Set(names)]);
    const applied = ended.flatMap(({ data }) => {
      const list = at(data, "applied");
      return Array.isArray(list) ? list.map((one) => at(one, "name")) : [];
    });
    expect(applied).toHaveLength(names.length);
    expect(new Set(applied)).toEqual(new Set(names));
    expect((await desk.ok("db verify")).data).toMatchObject({ equal: true });
  });

  it("leaves another program's database as it is", async () => {
    const desk = await useBareDesk();
    await desk.meddle("CREATE TABLE customers (id integer PRIMARY KEY)", "INSERT INTO customers VALUES (1)");
    const before = await desk.contents();
    for (const typed of [...LEDGER, "db migrate", "db verify", "db status"])
      await desk.unchanged(typed, 6, "customers");
    expect(await desk.contents()).toBe(before);
  });

  it("does not touch a ledger of a newer release, and says which version it found", async () => {
    const desk = await useDeskOnServer();
    await makePlan(desk);
    await desk.meddle(
      `INSERT INTO pw_migrations (position, name, predecessor, checksum, applied_at, duration_ms, row_count)
       SELECT position + 1, '9999_from_the_future', name, checksum, applied_at, 0, 0
       FROM pw_migrations ORDER BY position DESC LIMIT 1`,
    );
    for (const typed of [...LEDGER, "db migrate", "db verify", "db status"])
      await desk.unchanged(typed, 6, "9999_from_the_future");
    expect((await desk.run("plan list")).stderr).not.toMatch(/rm |delete|drop|rollback/i);
  });

  it("tells of a schema that somebody changed", async () => {
    const desk = await useDeskOnServer();
    await createAction(desk);
    await desk.meddle("DROP INDEX ix_pw_events_plan", "CREATE TABLE customers (id integer)");
    const { code, data } = await desk.ask("db verify");
    expect(code).toBe(4);
    expect(JSON.stringify(at(data, "differences"))).toContain("ix_pw_events_plan");
    expect(JSON.stringify(at(data, "extras"))).toContain("customers");
  });
});

import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { at, textAt } from "../desk/Answer.ts";
import { createAction, makePlan } from "../desk/making.ts";
import { useDesk } from "../desk/useDesk.ts";

/** Commands of every kind: look, write, look after the database. */
const COMMANDS = ["plan list", "plan use local/build acme/api", "db status", "db verify", "db migrate"];

const digest = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex");

describe("database-files", () => {
  it("leaves a file that is no ledger as it is, and says what it is", async () => {
    const desk = useDesk();
    const foreign = join(desk.files, "foreign.db");
    const database = new DatabaseSync(foreign);
    database.exec("CREATE TABLE customers (id INTEGER PRIMARY KEY); INSERT INTO customers VALUES (1)");
    database.close();
    const folder = join(desk.files, "folder");
    mkdirSync(folder);
    for (const [file, says] of [
      [
        desk.file("text.db", "This is no database at all, but a text of some length."),
        "not a SQLite database",
      ],
      [desk.file("noise.db", Buffer.alloc(8192, 0xa5)), "not a SQLite database"],
      [foreign, "customers"],
      [folder, "folder"],
    ] as const) {
      const before = statSync(file).isFile() ? digest(file) : readdirSync(file);
      for (const typed of COMMANDS) {
        const env = { PLANWRIGHT_DATABASE_URL: `sqlite://${file}` };
        const { stderr } = await desk.refused(typed, 6, says, { env });
        expect(stderr).toContain(file);
      }
      expect(statSync(file).isFile() ? digest(file) : readdirSync(file)).toEqual(before);
    }
  });

  it("says that a ledger is damaged, and does not touch it", async () => {
    const desk = useDesk();
    await makePlan(desk);
    const whole = desk.bytes();
    const broken = Buffer.from(whole);
    broken.fill(0xff, 4096, whole.length - 4096);
    writeFileSync(desk.ledger, broken);
    for (const typed of COMMANDS) await desk.unchanged(typed, 6, desk.ledger);
    writeFileSync(desk.ledger, whole);
    truncateSync(desk.ledger, 8192);
    for (const typed of ["plan list", "plan use local/build acme/api", "db verify"])
      await desk.unchanged(typed, 6, desk.ledger);
    writeFileSync(desk.ledger, whole);
    expect((await desk.ok("plan list")).data).toMatchObject({ summary: { total: 1 } });
  });

  it("does not touch a ledger of a newer release, and says which version it found", async () => {
    const desk = useDesk();
    await makePlan(desk);
    await desk.meddle(
      `INSERT INTO pw_migrations (position, name, predecessor, checksum, applied_at, duration_ms, row_count)
       SELECT position + 1, '9999_from_the_future', name, checksum, applied_at, 0, 0
       FROM pw_migrations ORDER BY position DESC LIMIT 1`,
    );
    for (const typed of COMMANDS) await desk.unchanged(typed, 6, "9999_from_the_future");
    // Nothing to be pasted that would destroy something.
    expect((await desk.run("plan list")).stderr).not.toMatch(/rm |delete|drop|rollback/i);
  });

  it("does not upgrade a legacy database that holds plans by the way", async () => {
    const desk = useDesk();
    const legacy = join(desk.files, "legacy.db");
    const schema = new URL("../../packages/migrations/sql/sqlite/0001_baseline.sql", import.meta.url);
    const database = new DatabaseSync(legacy);
    database.exec(readFileSync(schema, "utf8"));
    database.exec(
      "INSERT INTO actions (namespaced_name, namespace, name, description, definition_of_done, strategy_actor, execution_actor, reusable, read_only, state, created_at, updated_at, tags_json) VALUES ('local/a', 'local', 'a', 'd', 'x', 's/a', 'e/a', 1, 0, 'available', '2026-01-01', '2026-01-01', '[]')",
    );
    database.close();
    const before = digest(legacy);
    const env = { PLANWRIGHT_DATABASE_URL: `sqlite://${legacy}` };
    for (const typed of ["plan list", "plan use local/a acme/api"]) {
      const { stderr } = await desk.refused(typed, 6, "db migrate", { env });
      expect(stderr).toContain(legacy);
    }
    expect(digest(legacy)).toBe(before);
  });

  it("copies a ledger in use, and leaves an existing file alone", async () => {
    const desk = useDesk();
    const id = await makePlan(desk);
    const copy = join(desk.files, "copy.db");
    const holder = await desk.lock();
    try {
      expect((await desk.ok(`db backup ${copy}`)).data).toMatchObject({ file: copy });
    } finally {
      await holder.release();
    }
    const there = { env: { PLANWRIGHT_DATABASE_URL: `sqlite://${copy}` } };
    expect((await desk.ok(`plan status ${id}`, there)).data).toMatchObject({ plan_id: id });
    const before = digest(copy);
    await desk.refused(`db backup ${copy}`, 6, copy);
    expect(digest(copy)).toBe(before);
    expect(statSync(copy).mode & 0o077).toBe(0);
  });

  it("tells of a schema that somebody changed", async () => {
    const desk = useDesk();
    await createAction(desk);
    await desk.meddle("DROP INDEX ix_pw_events_plan", "CREATE TABLE customers (id INTEGER)");
    const { code, data } = await desk.ask("db verify");
    expect(code).toBe(4);
    expect(JSON.stringify(at(data, "differences"))).toContain("ix_pw_events_plan");
    expect(JSON.stringify(at(data, "extras"))).toContain("customers");
  });

  it("refuses a place that is none, and one that depends on the working directory", async () => {
    const desk = useDesk();
    for (const url of [
      "ledger.db",
      "sqlite:ledger.db",
      "sqlite://ledger.db",
      "http://x/y",
      "mysql://x",
      "sqlite://",
    ])
      await desk.refused(`plan list --database-url ${url}`, 2, "sqlite:///absolute/path");
    expect(existsSync(dirname(desk.ledger))).toBe(false);
  });
});

describe("ledger-place", () => {
  it("is the user's state directory, readable by nobody else, and never the working directory [X10]", async () => {
    const desk = useDesk();
    expect(textAt((await desk.ok("db status")).data, "location")).toBe(desk.ledger);
    await createAction(desk);
    expect(readdirSync(desk.state)).toEqual(["ledger.db"]);
    expect(statSync(desk.ledger).mode & 0o077).toBe(0);
    expect(statSync(desk.state).mode & 0o077).toBe(0);
    const elsewhere = join(desk.files, "state");
    const { data } = await desk.ok("db status", { env: { XDG_STATE_HOME: elsewhere } });
    expect(data).toMatchObject({ location: join(elsewhere, "planwright", "ledger.db") });
    // The specification of XDG says that a relative one is to be ignored.
    const relative = await desk.ok("db status", { env: { XDG_STATE_HOME: "state" } });
    expect(relative.data).toMatchObject({ location: desk.ledger });
    expect(readdirSync(desk.cwd)).toEqual([]);
  });
});

import { createDatabase } from "@planwright/test-postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACTION_FILE, at, CommandLine, textAt } from "../CommandLine.ts";

const SECRET = "not-to-be-told";

/** The same database for somebody with a password, which a server that wants none takes as well. */
const withPassword = (url: string): { readonly url: string; readonly secret: string } => {
  const complete = new URL(url);
  complete.password ||= process.env.PGPASSWORD ?? SECRET;
  return { url: complete.href, secret: complete.password };
};

describe("the commands that look after a database, on PostgreSQL", () => {
  let cli: CommandLine;
  let place: ReturnType<typeof withPassword>;
  beforeAll(async () => {
    cli = new CommandLine();
    place = withPassword((await createDatabase()).url);
  });
  afterAll(() => cli.remove());

  const options = () => ({ env: { PLANWRIGHT_DATABASE_URL: place.url } });
  const json = async (words: string) => {
    const envelope = await cli.json(words, options());
    expect(JSON.stringify(envelope)).not.toContain(place.secret);
    return envelope;
  };

  it("make no tables unless they are told to, and say who does", async () => {
    const refused = await json("plan list");
    expect(refused).toMatchObject({ exit_code: 6, data: { error: { code: "schema_too_old" } } });
    expect(textAt(refused, "error.message")).toContain("`planwright db migrate`");
    const status = await json("db status");
    expect(status).toMatchObject({
      exit_code: 0,
      data: { engine: "postgresql", schema_version: null, healthy: false },
    });
    const { hostname, pathname, port, username } = new URL(place.url);
    expect(at(status, "location")).toBe(`postgresql://${username}@${hostname}:${port}${pathname}`);
    expect((await json("db migrate --dry-run")).data).toMatchObject({
      from: null,
      applied: [],
      backup: null,
    });
  });

  it("migrate without a copy, and say once what makes one", async () => {
    const first = await json("db migrate --to 0001_baseline");
    expect(first).toMatchObject({ exit_code: 0, messages: [], data: { from: null, to: "0001_baseline" } });
    const second = await json("db migrate --to 0002_align_plans_schema");
    expect(second).toMatchObject({ exit_code: 0, data: { from: "0001_baseline", backup: null } });
    expect(second.messages).toEqual([{ level: "info", text: expect.stringContaining("pg_dump") }]);
    const last = await json("db migrate --no-backup");
    expect(last).toMatchObject({ exit_code: 0, messages: [], data: { to: "0003_ledger_tables" } });
    expect(await json("db migrate")).toMatchObject({ exit_code: 0, messages: [], data: { applied: [] } });
    expect((await json("db status")).data).toMatchObject({ healthy: true, pending: [] });
    expect(await json("db verify")).toMatchObject({ exit_code: 0, data: { equal: true, differences: [] } });
  });

  it("leave copies to pg_dump, whose line has no password", async () => {
    const refused = await json("db backup copy.dump");
    expect(refused).toMatchObject({ exit_code: 2, data: { error: { code: "only_sqlite" } } });
    expect(textAt(refused, "error.message")).toMatch(
      /^`db backup` is for SQLite; .*`pg_dump --format=custom --file=copy\.dump postgresql:\/\/\S+@\S+\/\S+`\.$/,
    );
  });

  it("work on a ledger that commands of other kinds use", async () => {
    const action = cli.file("fix-bug.yaml", ACTION_FILE);
    expect(await json(`action create --config ${action}`)).toMatchObject({ exit_code: 0 });
    const used = await json("plan use local/fix-bug local/api --arg issue=42");
    expect(used.exit_code).toBe(0);
    const id = textAt(used, "plan_id");
    const shown = await cli.run(["plan", "status", id, "--database-url", place.url], { terminal: 80 });
    expect(shown).toMatchObject({ exitCode: 0, stderr: "" });
    expect(shown.stdout).toContain(id);
  });
});

describe("a server that cannot be worked with", () => {
  const cli = new CommandLine();
  afterAll(() => cli.remove());

  it.each([
    ["postgresql://ada:hush@127.0.0.1:1/plans", 6, /127\.0\.0\.1:1/],
    ["postgresql://ada:hush@127.0.0.1:1/plans?colour=hush", 2, /colour/],
    ["postgresql://ada:hush@127.0.0.1:1/plans?pool_size=none", 2, /pool_size/],
    ["postgresql://ada:hush@nowhere.invalid/plans", 6, /nowhere\.invalid/],
  ])("is told of in one sentence without the password: %s", async (url, exitCode, says) => {
    for (const words of [
      "plan list",
      "plan claim",
      "db status",
      "db verify",
      "db migrate",
      "db migrate --dry-run",
    ]) {
      const ran = await cli.run(words, { env: { PLANWRIGHT_DATABASE_URL: url } });
      expect({ words, ...ran }).toMatchObject({ words, exitCode, stdout: "" });
      expect(ran.stderr).toMatch(/^error: [^\n]+\n$/);
      expect(ran.stderr).toMatch(says);
      expect(ran.stderr).not.toContain("hush");
    }
  });

  it.each([
    "db status postgresql://ada:hush@db/plans",
    "postgresql://ada:hush@db/plans",
    "plan postgresql://ada:hush@db/plans",
    "plan list --databse-url postgresql://ada:hush@db/plans",
    "plan list --limit postgresql://ada:hush@db/plans",
    "plan status postgresql://ada:hush@db/plans",
    "plan list --format postgresql://ada:hush@db/plans",
    "plan list --actor postgresql://ada:hush@db/plans",
  ])("has a password that is not told where it was typed in a wrong place: %s", async (words) => {
    for (const format of ["", " --json"]) {
      const { exitCode, stderr, stdout } = await cli.run(`${words}${format}`);
      expect(exitCode).toBeGreaterThan(0);
      expect(`${stdout}${stderr}`).not.toContain("hush");
    }
  });
});

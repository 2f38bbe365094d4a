import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { connected, type Server } from "@planwright/test-postgres";
import { describe, expect, it } from "vitest";
import { type Answer, at } from "../desk/Answer.ts";
import type { Desk } from "../desk/Desk.ts";
import { createAction, makePlan } from "../desk/making.ts";
import { useDesk, useDeskOnServer } from "../desk/useDesk.ts";
import { urlOn, useDeskOn, useServer } from "../machine/useServer.ts";

/** Commands of every kind: look, write, look after the database. */
const COMMANDS = ["plan list", "plan use local/build acme/api", "db status", "db verify", "db migrate"];

const SECRET = "hush-hush";

const sql = (server: Server, ...statements: ReadonlyArray<string>): Promise<void> =>
  connected(server.url, async (client) => {
    for (const statement of statements) await client.query(statement);
  });

/** The same URL with options. */
const withOptions = (desk: Desk, options: string): { readonly env: Record<string, string> } => ({
  env: { PLANWRIGHT_DATABASE_URL: `${desk.store.url}?${options}` },
});

describe("servers", () => {
  it("says that nobody answers, and goes on when somebody does, with all that was there [X5]", async () => {
    const server = await useServer();
    const desk = await useDeskOn(server);
    await desk.ok("db migrate");
    const id = await makePlan(desk, "--automation-profile manual");
    await server.stop();
    for (const typed of COMMANDS) {
      const { data, stderr } = await desk.refused(typed, 6, `127.0.0.1:${server.port}`);
      expect(at(data, "error.code")).toBe("unavailable");
      expect(stderr).toMatch(/refused/i);
    }
    await server.start();
    expect((await desk.ok("plan list")).data).toMatchObject({ plans: [{ plan_id: id }] });
    await desk.ok(`plan strategize ${id}`);
    await server.kill("SIGKILL");
    await desk.refused(`plan cancel ${id} --yes`, 6, /refused/i);
    await server.start();
    expect((await desk.ok(`plan status ${id}`)).data).toMatchObject({ phase: "strategize", state: "queued" });
  });

  it("lets in who has the password, wherever libpq looks for it, and nobody else; none is ever told", async () => {
    const server = await useServer({
      files: {
        "pg_hba.conf": [
          "host all planwright 127.0.0.1/32 trust",
          "host all all 127.0.0.1/32 scram-sha-256",
        ].join("\n"),
      },
    });
    await sql(server, `CREATE ROLE ada LOGIN PASSWORD '${SECRET}'`, "CREATE DATABASE hers OWNER ada");
    const desk = useDesk();
    const url = urlOn(server, "hers", "ada");
    const withPassword = (password: string) => url.replace("ada@", `ada:${password}@`);
    const said: Array<string> = [];
    const run = async (typed: string, env: Record<string, string>) => {
      const ended = await desk.run(typed, { env });
      said.push(ended.stdout, ended.stderr);
      return ended;
    };
    await run("db migrate", { PLANWRIGHT_DATABASE_URL: withPassword(SECRET) });
    expect((await run("plan list --json", { PLANWRIGHT_DATABASE_URL: withPassword(SECRET) })).code).toBe(0);
    for (const wrong of [withPassword(`${SECRET}er`), url]) {
      for (const typed of COMMANDS) {
        const { code, stderr } = await run(typed, { PLANWRIGHT_DATABASE_URL: wrong });
        expect({ code, stderr }).toEqual({
          code: 6,
          stderr: expect.stringMatching(/^error: [^\n]*password[^\n]*\n$/),
        });
      }
    }
    // The variables and the file of libpq stand for what the URL leaves out.
    const named = { PGHOST: "127.0.0.1", PGPORT: String(server.port), PGUSER: "ada", PGDATABASE: "hers" };
    const bare = { PLANWRIGHT_DATABASE_URL: "postgresql://", ...named };
    expect(await run("plan list", { ...bare, PGPASSWORD: SECRET })).toMatchObject({ code: 0 });
    writeFileSync(join(desk.home, ".pgpass"), `*:*:*:ada:${SECRET}\n`);
    chmodSync(join(desk.home, ".pgpass"), 0o600);
    expect(await run("plan list", bare)).toMatchObject({ code: 0 });
    const { stdout } = await run("db status --json", { PLANWRIGHT_DATABASE_URL: withPassword(SECRET) });
    expect(JSON.parse(stdout).data).toMatchObject({
      engine: "postgresql",
      location: `postgresql://ada@127.0.0.1:${server.port}/hers`,
      healthy: true,
    });
    // Not even where it was typed in a wrong place.
    for (const words of [
      `db status ${withPassword(SECRET)}`,
      withPassword(SECRET),
      `plan list --databse-url ${withPassword(SECRET)}`,
      `plan status ${withPassword(SECRET)}`,
      `plan list --format json --database-url ${withPassword(SECRET)}?colour=red`,
    ])
      expect((await run(words, {})).code).not.toBe(0);
    expect(said.join("")).not.toContain(SECRET);
  });

  it("names what is wrong with a place on a server: the database, the encryption, an option", async () => {
    const desk = await useDeskOnServer();
    const nowhere = new URL(desk.store.url);
    nowhere.pathname = "/no_such_database";
    for (const typed of COMMANDS)
      await desk.refused(typed, 6, "no_such_database", { env: { PLANWRIGHT_DATABASE_URL: nowhere.href } });
    for (const typed of COMMANDS) await desk.refused(typed, 2, "colour", withOptions(desk, "colour=red"));
    for (const option of ["pool_size=0", "sslmode=perhaps", "connect_timeout=soon"]) {
      const [name = ""] = option.split("=");
      await desk.refused("plan list", 2, name, withOptions(desk, option));
    }
    for (const wrong of [
      "postgresql://a b/c",
      "postgresql://host:port/x",
      "postgres:/x",
      "postgresql://x/y/z",
    ])
      await desk.refused(["plan", "list", "--database-url", wrong], 2, "postgresql://user@host");
    expect((await desk.ok("plan list")).data).toMatchObject({ plans: [] });
  });

  it("refuses to speak in the open where encryption was asked for", async () => {
    const server = await useServer();
    const desk = await useDeskOn(server);
    for (const typed of COMMANDS)
      await desk.refused(typed, 6, /SSL|TLS/, withOptions(desk, "sslmode=require"));
    expect(await desk.contents()).toBe("");
  });

  it("says that there is no room for another connection, and goes on when there is", async () => {
    const server = await useServer({
      settings: { max_connections: "4", superuser_reserved_connections: "0", reserved_connections: "0" },
    });
    const desk = await useDeskOn(server);
    await desk.ok("db migrate");
    await createAction(desk);
    const full = (left: number): Promise<Answer> =>
      left === 0
        ? desk.refused("plan list", 6, "no room for another connection")
        : connected(server.url, () => full(left - 1));
    expect(at((await full(4)).data, "error.code")).toBe("unavailable");
    await desk.ok("plan list");
  });

  it("reads from a server that takes no writes, says so of a write, and changes nothing", async () => {
    const server = await useServer();
    const desk = await useDeskOn(server);
    await desk.ok("db migrate");
    const id = await makePlan(desk);
    const set = (value: string) =>
      sql(server, `ALTER DATABASE ledger SET default_transaction_read_only = ${value}`);
    await set("on");
    expect((await desk.ok("plan list")).data).toMatchObject({ plans: [{ plan_id: id }] });
    for (const typed of ["plan use local/build acme/api", `plan cancel ${id} --yes`, "plan claim"]) {
      const { data } = await desk.unchanged(typed, 6, "reading only");
      expect(at(data, "error.code")).toBe("read_only");
    }
    await set("off");
    await desk.ok(`plan cancel ${id} --yes`);
  });

  it("waits for others as long as the URL says, and then says that the ledger is busy", async () => {
    const desk = await useDeskOnServer();
    await createAction(desk);
    const lock = await desk.lock();
    try {
      for (const options of ["lock_timeout=200", "lock_timeout=0&statement_timeout=200"]) {
        const refused = await desk.refused(
          "plan use local/build acme/api",
          6,
          /again/,
          withOptions(desk, options),
        );
        expect(at(refused.data, "error.code")).toBe("busy");
      }
    } finally {
      await lock.release();
    }
    expect((await desk.ok("plan list")).data).toMatchObject({ plans: [] });
    await desk.ok("plan use local/build acme/api");
  });

  it("leaves copies to the server's own tools", async () => {
    const desk = await useDeskOnServer();
    const { stderr } = await desk.unchanged(
      "db backup copy.db",
      2,
      "pg_dump --format=custom --file=copy.db postgresql://",
    );
    expect(stderr).toContain("SQLite");
  });
});

import { once } from "node:events";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { connected, type Server, startReplica, startServer } from "@planwright/test-postgres";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { at } from "../desk/Answer.ts";
import { Desk } from "../desk/Desk.ts";
import { createAction } from "../desk/making.ts";
import { PostgresStore } from "../desk/stores/PostgresStore.ts";
import { urlOn } from "../machine/useServer.ts";

const USE = "plan use local/build acme/api";
const LIST = "plan list";

type Row = Readonly<Record<string, unknown>>;

/** Runs statements as an administrator, each by itself; answers with the rows of the last one. */
const admin = (url: string, ...statements: ReadonlyArray<string>): Promise<ReadonlyArray<Row>> =>
  connected(url, async (client) => {
    let rows: ReadonlyArray<Row> = [];
    for (const statement of statements) ({ rows } = await client.query<Row>(statement));
    return rows;
  });

/** Looks again and again until something is so. */
const until = async (failure: string, holds: () => Promise<boolean>): Promise<void> => {
  const last = performance.now() + 30_000;
  while (!(await holds())) {
    if (performance.now() > last) throw new Error(`${failure} within 30 s`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

/** It restores nothing before there is a file `go` in its data folder. */
const WAITING = "until [ -e go ]; do sleep 0.02; done; false";

let server: Server;
let made = 0;

beforeAll(async () => {
  server = await startServer({ settings: { restore_command: WAITING } });
  await admin(server.url, "CREATE DATABASE template_ledger");
  const desk = new Desk(PostgresStore.at(urlOn(server, "template_ledger")));
  await desk.ok("db migrate");
  await desk.close();
}, 60_000);
afterAll(() => server.remove());

/** A ledger that has an action, in a database of its own on the server of this file. */
const useLedger = async (): Promise<{ readonly desk: Desk; readonly url: string }> => {
  const database = `ledger_${++made}`;
  await admin(server.url, `CREATE DATABASE ${database} TEMPLATE template_ledger`);
  const url = urlOn(server, database);
  const desk = new Desk(PostgresStore.at(url));
  onTestFinished(() => desk.close());
  await createAction(desk);
  return { desk, url };
};

/** What a command that makes a plan is told, and what becomes of one that only reads. */
interface Told {
  readonly code: string;
  readonly says: RegExp;
  readonly reading: "goes on" | "fails";
}

/**
 * Both are told what is expected and change nothing; afterwards, without anything else, both go on. Answers with the
 * number of plans that are there then.
 */
const plansAfter = async (
  desk: Desk,
  { code, reading, says }: Told,
  mend: () => Promise<unknown>,
): Promise<unknown> => {
  const { data } = await desk.refused(USE, 6, says);
  expect(at(data, "error.code")).toBe(code);
  if (reading === "fails") await desk.refused(LIST, 6, says);
  else expect((await desk.ok(LIST)).data).toMatchObject({ plans: [] });
  await mend();
  await desk.ok(USE);
  expect(await desk.rows("SELECT count(*) AS n FROM pw_events WHERE type = 'plan.created'")).toEqual([
    { n: 1 },
  ]);
  return at((await desk.ok("plan list --count")).data, "totals.total");
};

const failing = (name: string, raise: string): string => `
  CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${raise}; RETURN NULL; END $$;
  CREATE CONSTRAINT TRIGGER ${name} AFTER INSERT ON v3_plans DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION ${name}()`;

/** Waits until a command waits on the server for something, and answers with its process there. */
const waitingFor = async (url: string, event: string): Promise<string> => {
  let pid: unknown;
  await until(`no command waited for ${event}`, async () => {
    const [row] = await admin(
      url,
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'planwright' AND wait_event = '${event}'`,
    );
    pid = row?.pid;
    return pid !== undefined;
  });
  return String(pid);
};

describe("server-failures", () => {
  it("says that the server's disk is full, and reads on [X5]", async () => {
    const { desk, url } = await useLedger();
    // The server's own words, without a disk for it: a trigger may say them too.
    const raise = "RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'";
    await admin(url, failing("no_room", raise));
    const told = { code: "full", says: /disk[^\n]*full[^\n]*make room/, reading: "goes on" } as const;
    expect(await plansAfter(desk, told, () => admin(url, "DROP FUNCTION no_room CASCADE"))).toBe(1);
  });

  it("reads from a copy of the server, says that it takes no writes, and writes when it is promoted", async () => {
    const { url } = await useLedger();
    const copy = await startReplica(server, { restore_command: "false" });
    onTestFinished(() => copy.remove());
    const [end] = await admin(url, "SELECT pg_current_wal_flush_lsn()::text AS lsn");
    await until("the copy did not hear of everything", async () => {
      const [row] = await admin(
        copy.url,
        `SELECT pg_last_wal_replay_lsn() >= '${String(end?.lsn)}' AS heard`,
      );
      return row?.heard === true;
    });
    const desk = new Desk(PostgresStore.at(urlOn(copy, new URL(url).pathname.slice(1))));
    onTestFinished(() => desk.close());
    const told = { code: "read_only", says: /reading only/, reading: "goes on" } as const;
    expect(await plansAfter(desk, told, () => admin(copy.url, "SELECT pg_promote()"))).toBe(1);
  });

  it("says that a page is damaged, and what helps", async () => {
    const { desk, url } = await useLedger();
    await desk.ok(USE);
    const [row] = await admin(url, "SELECT pg_relation_filepath('v3_plans') AS path");
    const file = join(server.dataFolder, String(row?.path));
    await server.stop();
    const whole = readFileSync(file);
    writeFileSync(file, Buffer.concat([Buffer.alloc(8_192, 0xa5), whole.subarray(8_192)]));
    await server.start();
    for (const typed of [USE, LIST]) {
      const { data } = await desk.refused(typed, 6, /damaged[^\n]*invalid page[^\n]*Restore a backup/);
      expect(at(data, "error.code")).toBe("corrupt");
    }
    await server.stop();
    writeFileSync(file, whole);
    await server.start();
    expect((await desk.ok("plan list --count")).data).toMatchObject({ totals: { total: 1 } });
    await desk.ok(USE);
  });

  it("names the command for a schema that lacks something", async () => {
    const { desk, url } = await useLedger();
    await admin(url, "ALTER TABLE pw_gate_decisions RENAME TO away");
    const told = {
      code: "schema_too_old",
      says: /no table pw_gate_decisions[^\n]*planwright db migrate/,
      reading: "goes on",
    } as const;
    expect(
      await plansAfter(desk, told, () => admin(url, "ALTER TABLE away RENAME TO pw_gate_decisions")),
    ).toBe(1);
  });

  it("says that the server is still starting", async () => {
    const { desk } = await useLedger();
    const file = (name: string): string => join(server.dataFolder, name);
    await server.stop();
    writeFileSync(file("recovery.signal"), "", { mode: 0o666 });
    const started = server.start();
    await until("the server did not listen", async () => {
      const { stderr } = await desk.run(LIST);
      return !/refused/i.test(stderr);
    });
    const told = { code: "unavailable", says: /starting up/, reading: "fails" } as const;
    const plans = await plansAfter(desk, told, async () => {
      writeFileSync(file("go"), "");
      await started;
      await until("the server did not end its recovery", async () => {
        const [row] = await admin(server.url, "SELECT pg_is_in_recovery() AS recovers");
        return row?.recovers === false;
      });
      rmSync(file("go"));
    });
    expect(plans).toBe(1);
  });

  it("gives up on a server that never answers, and on a host that nobody knows", async () => {
    const { desk } = await useLedger();
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    onTestFinished(() => void silent.close());
    const { port } = silent.address() as AddressInfo;
    const elsewhere = (change: (url: URL) => void): Record<string, string> => {
      const url = new URL(desk.store.env.PLANWRIGHT_DATABASE_URL ?? server.url);
      change(url);
      return { PLANWRIGHT_DATABASE_URL: url.href };
    };
    const nobody = elsewhere((url) => {
      url.port = String(port);
      url.searchParams.set("connect_timeout", "1");
    });
    const unknown = elsewhere((url) => {
      url.hostname = "ledger.invalid";
    });
    for (const typed of [USE, LIST]) {
      await desk.refused(typed, 6, /has not answered for 1000 ms/, { env: nobody });
      await desk.refused(typed, 6, /the host ledger\.invalid is not known/, { env: unknown });
    }
    expect((await desk.ok(LIST)).data).toMatchObject({ plans: [] });
  });

  it("says that its connection was ended, or its statement, and has written nothing [X3, X5]", async () => {
    const { desk, url } = await useLedger();
    const endings = [
      ["pg_terminate_backend", "unavailable", /terminating connection/],
      ["pg_cancel_backend", "busy", /try again/],
    ] as const;
    for (const [end, code, says] of endings) {
      const lock = await desk.lock();
      const refused = desk.refused(USE, 6, says);
      const pid = await waitingFor(url, "relation");
      await admin(url, `SELECT ${end}(${pid})`);
      expect(at((await refused).data, "error.code")).toBe(code);
      await lock.release();
      expect((await desk.ok(LIST)).data).toMatchObject({ plans: [] });
    }
    await desk.ok(USE);
  });

  it("tells the truth about a commit during which its connection ended [X3]", async () => {
    const { desk, url } = await useLedger();
    await admin(url, failing("take_time", "PERFORM pg_sleep(600)"));
    const undecided = desk.refused(USE, 6, /nothing was written/);
    await admin(url, `SELECT pg_terminate_backend(${await waitingFor(url, "PgSleep")})`);
    await undecided;
    await admin(url, "DROP FUNCTION take_time CASCADE");
    expect((await desk.ok(LIST)).data).toMatchObject({ plans: [] });

    await admin(
      server.url,
      "ALTER SYSTEM SET synchronous_standby_names = 'nobody'",
      "SELECT pg_reload_conf()",
    );
    const done = desk.ok(USE);
    await admin(url, `SELECT pg_terminate_backend(${await waitingFor(url, "SyncRep")})`);
    const { data } = await done;
    await admin(server.url, "ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
    expect((await desk.ok(LIST)).data).toMatchObject({ plans: [{ plan_id: at(data, "plan_id") }] });
  });

  it("does again by itself what met others half way, and only once [X3]", async () => {
    const { desk, url } = await useLedger();
    const meeting =
      "IF nextval('attempts') <= 3 THEN RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001'; END IF";
    await admin(url, "CREATE SEQUENCE attempts", failing("meet", meeting));
    await desk.ok(USE);
    expect(await desk.rows("SELECT count(*) AS n FROM v3_plans")).toEqual([{ n: 1 }]);
    expect(await desk.rows("SELECT last_value AS n FROM attempts")).toEqual([{ n: 4 }]);
  });
});

import { X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { expect, it } from "@effect/vitest";
import * as Result from "effect/Result";
import { Client } from "pg";
import { onTestFinished, vi } from "vitest";
import { type Environment, parsePostgresUrl } from "../../src/postgres/parsePostgresUrl.ts";
import { selfSigned } from "./selfSigned.ts";

/** What a URL comes to, with the password that would be given. */
const parse = (url: string, environment: Environment = {}) => {
  const { client, ...location } = Result.getOrThrow(parsePostgresUrl(url, environment));
  const { password, ...shown } = client;
  return { ...location, client: shown, password: typeof password === "function" ? password() : password };
};

/** The sentence of a refusal. */
const refusal = (url: string, environment: Environment = {}): string =>
  Result.getOrThrow(Result.flip(parsePostgresUrl(url, environment))).message;

const temporaryFile = (text: string, mode = 0o600): string => {
  const folder = mkdtempSync(join(tmpdir(), "planwright-url-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "file");
  writeFileSync(file, text, { mode });
  return file;
};

it("reads where a server is and who asks, decoded, and keeps the password out of everything that is printed [L1]", () => {
  const url = "postgresql://a%40b:p%2Fs%3Aecret@db.example:6543/my%20ledger";
  expect(parse(url)).toMatchObject({
    engine: "postgresql",
    address: "postgresql://a%40b@db.example:6543/my%20ledger",
    client: { host: "db.example", port: 6543, user: "a@b", database: "my ledger" },
    password: "p/s:ecret",
    replicas: [],
  });
  expect(JSON.stringify(Result.getOrThrow(parsePostgresUrl(url, {})))).not.toContain("ecret");
  expect(parse("postgresql://me@[::1]:6543/db")).toMatchObject({
    address: "postgresql://me@[::1]:6543/db",
    client: { host: "::1" },
  });
  expect(parse("postgresql://me@%2Frun%2Fpg/db")).toMatchObject({
    address: "postgresql://me@%2Frun%2Fpg:5432/db",
    client: { host: "/run/pg", ssl: false },
  });
});

it("takes what the URL leaves out from libpq's variables, and then from its defaults", () => {
  const environment = {
    PGHOST: "elsewhere",
    PGPORT: "1111",
    PGUSER: "them",
    PGPASSWORD: "theirs",
    PGDATABASE: "their-db",
    PGAPPNAME: "their-app",
    PGOPTIONS: "-c geqo=off",
    PGCONNECT_TIMEOUT: "7",
    PGSSLMODE: "disable",
  };
  const bare = {
    client: {
      host: "elsewhere",
      port: 1111,
      user: "them",
      database: "their-db",
      application_name: "their-app",
      options: "-c geqo=off",
      connectionTimeoutMillis: 7_000,
      ssl: false,
    },
    password: "theirs",
  };
  expect(parse("postgresql://", environment)).toMatchObject(bare);
  expect(parse("postgresql:///", environment)).toMatchObject(bare);
  const full =
    "postgresql://me:mine@here:2222/my-db?application_name=my-app&options=-c%20geqo%3Don&connect_timeout=3";
  expect(parse(full, environment)).toMatchObject({
    client: {
      host: "here",
      port: 2222,
      user: "me",
      database: "my-db",
      application_name: "my-app",
      options: "-c geqo=on",
      connectionTimeoutMillis: 3_000,
    },
    password: "mine",
  });
  const { username } = userInfo();
  expect(parse("postgresql://", { PGHOST: "", PGPASSFILE: "/nowhere" })).toMatchObject({
    client: {
      host: "localhost",
      port: 5432,
      user: username,
      database: username,
      application_name: "planwright",
      connectionTimeoutMillis: 5_000,
      ssl: false,
    },
    password: "",
  });
  expect(parse("postgresql:///db?host=/run/pg&port=3333&user=me", environment)).toMatchObject({
    client: { host: "/run/pg", port: 3333, user: "me", database: "db" },
  });
});

it("decodes what is escaped and nothing else: a plus is a plus", () => {
  expect(parse("postgresql://h/d?user=me+you&password=a+b%2Bc%20d")).toMatchObject({
    client: { user: "me+you" },
    password: "a+b+c d",
  });
});

it("says itself how TLS begins, whatever the driver's own variable says", () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  const client = Result.getOrThrow(parsePostgresUrl("postgresql://me@localhost/d", {})).client;
  for (const word of ["nonsense", "direct"]) {
    vi.stubEnv("PGSSLNEGOTIATION", word);
    expect(() => new Client(client)).not.toThrow();
  }
});

it("looks for the password in libpq's file, which nobody else may read", () => {
  const text = [
    "# a comment",
    "other:5432:*:me:wrong",
    "host:5432:ledger:me:with\\:colon\\\\",
    "host:5432:other:me:pa:ss",
    "*:*:*:*:any",
  ].join("\n");
  const ask = (url: string, file: string) => parse(url, { PGPASSFILE: file }).password;
  const file = temporaryFile(text);
  expect(ask("postgresql://me@host/ledger", file)).toBe("with:colon\\");
  expect(ask("postgresql://me@host/other", file)).toBe("pa:ss");
  expect(ask("postgresql://me@host/another", file)).toBe("any");
  expect(ask("postgresql://me:own@host/ledger", file)).toBe("own");
  expect(ask("postgresql://me@host/ledger", temporaryFile(text, 0o644))).toBe("");
});

it("reads pool and time-outs, each within its range and by its name", () => {
  const url =
    "postgresql://h/d?pool_size=3&pool_idle_timeout=4&statement_timeout=5&lock_timeout=6&idle_in_transaction_session_timeout=7";
  expect(parse(url).settings).toEqual({
    poolSize: 3,
    poolIdleMillis: 4,
    statementMillis: 5,
    lockMillis: 6,
    idleInTransactionMillis: 7,
  });
  expect(parse("postgresql://h/d").settings).toEqual({});
  expect(
    [
      "pool_size=0",
      "pool_size=1001",
      "statement_timeout=1s",
      "lock_timeout=-1",
      "connect_timeout=0",
      "port=0",
    ].map((option) => refusal(`postgresql:///d?${option}`)),
  ).toEqual([
    "The database option pool_size must be a whole number of connections from 1 to 1000.",
    "The database option pool_size must be a whole number of connections from 1 to 1000.",
    "The database option statement_timeout must be a whole number of milliseconds from 0 to 86400000.",
    "The database option lock_timeout must be a whole number of milliseconds from 0 to 86400000.",
    "The database option connect_timeout must be a whole number of seconds from 1 to 3600.",
    "The database option port must be a whole number from 1 to 65535.",
  ]);
});

it("reads copies that may be behind, under the same name and password", () => {
  const { replicas } = parse(
    "postgresql://me:mine@main:6000/d?replica=one&replica=two:6001&replica=[::1]:6002",
  );
  expect(replicas.map(({ database, host, port, user }) => [host, port, user, database])).toEqual([
    ["one", 6000, "me", "d"],
    ["two", 6001, "me", "d"],
    ["::1", 6002, "me", "d"],
  ]);
  expect(refusal("postgresql://h/d?replica=a:b")).toBe(
    "The database option replica must be host or host:port.",
  );
});

it("refuses what it does not know by its name, and never repeats a value [L1]", () => {
  expect(refusal("postgresql://h/d?channel_binding=secret")).toBe(
    "The database URL has the option channel_binding, which Planwright does not know; leave it out.",
  );
  expect(refusal("postgresql://h/d?se%20cret%3Dx")).not.toContain("cret");
  expect(refusal("postgresql://h/d?pool_size=1&pool_size=2")).toBe(
    "The database option pool_size is given twice.",
  );
  for (const [url, option] of [
    ["postgresql://me:secret@h:1/d?host=h", "host"],
    ["postgresql://me:secret@h:1/d?port=1", "port"],
    ["postgresql://me:secret@h:1/d?user=me", "user"],
    ["postgresql://me:secret@h:1/d?password=secret", "password"],
    ["postgresql://me:secret@h:1/d?dbname=d", "dbname"],
  ] as const) {
    expect(refusal(url)).toBe(`The database option ${option} is given twice.`);
  }
  expect(refusal("postgresql://h/d?application_name=")).toBe(
    "The database option application_name has no value.",
  );
  for (const url of [
    "postgresql://me:se/cret@h/d",
    "postgresql://h/a/b",
    "postgresql://h/d#secret",
    "postgresql://h:port/d",
    "postgresql://h/%E0%A4%A",
    "postgresql://h/a%00b",
    "postgresql://me:secret@h1,h2:1/d",
  ]) {
    expect(refusal(url)).not.toContain("secret");
  }
});

it("trusts this machine, asks for TLS anywhere else, and refuses what an attacker can switch off", () => {
  const ssl = (url: string, environment: Environment = {}) => parse(url, environment).client.ssl;
  for (const host of ["localhost", "127.0.0.1", "[::1]", "%2Frun"]) {
    expect(ssl(`postgresql://me@${host}/d`)).toBe(false);
  }
  for (const host of ["db", "127.corp.example", "127.0.0.1.example"]) {
    expect(ssl(`postgresql://me@${host}/d`)).toMatchObject({ rejectUnauthorized: false });
  }
  expect(ssl("postgresql://me@db/d?sslmode=disable")).toBe(false);
  expect(ssl("postgresql://me@localhost/d?sslmode=require")).toMatchObject({ rejectUnauthorized: false });
  expect(ssl("postgresql://me@db/d", { PGSSLMODE: "verify-full" })).toMatchObject({
    rejectUnauthorized: true,
  });
  const root = temporaryFile("root");
  expect(ssl(`postgresql://me@db/d?sslmode=require&sslrootcert=${root}`)).toMatchObject({
    rejectUnauthorized: true,
    ca: "root",
  });
  const key = temporaryFile("secret key");
  const client = ssl(
    `postgresql://me@db/d?sslmode=verify-full&sslcert=${root}&sslkey=${key}&sslrootcert=system`,
  );
  expect(client).toMatchObject({ rejectUnauthorized: true, cert: "root" });
  expect(client instanceof Object && "key" in client && client.key).toBe("secret key");
  expect(JSON.stringify(client)).not.toContain("secret");
  expect(
    ["sslmode=prefer", "sslmode=on", "sslmode=verify-ca", `sslcert=${root}`, "sslrootcert=/nowhere"].map(
      (option) => refusal(`postgresql://db/d?${option}`),
    ),
  ).toEqual([
    "The database option sslmode cannot be prefer, which an attacker can switch off; say disable, require, verify-ca, verify-full.",
    "The database option sslmode must be one of disable, require, verify-ca, verify-full.",
    "The database option sslmode cannot be verify-ca without sslrootcert.",
    "The database option sslcert and the option sslkey must be given together.",
    "The database option sslrootcert names a file that cannot be read.",
  ]);
});

it("verifies the whole where it trusts whom the system trusts, and refuses to do less", () => {
  const certificate = new X509Certificate(selfSigned("server", ["db.example"]).certificate).toLegacyObject();
  const check = (url: string, environment: Environment = {}) => {
    const { ssl } = parse(url, environment).client;
    if (!(ssl instanceof Object)) return "no TLS";
    expect(ssl).toMatchObject({ rejectUnauthorized: true });
    expect(ssl).not.toHaveProperty("ca");
    return ssl.checkServerIdentity?.("asked", certificate)?.message ?? "as named";
  };
  expect(check("postgresql://me@db.example/d?sslrootcert=system")).toBe("as named");
  const refused = expect.stringContaining("does not match certificate");
  expect(check("postgresql://me@other.example/d?sslrootcert=system")).toEqual(refused);
  expect(check("postgresql://me@localhost/d?sslrootcert=system")).toEqual(refused);
  expect(check("postgresql://me@other.example/d", { PGSSLROOTCERT: "system" })).toEqual(refused);
  expect(check("postgresql://me@other.example/d?sslmode=verify-full&sslrootcert=system")).toEqual(refused);
  for (const mode of ["disable", "allow", "prefer", "require", "verify-ca"]) {
    expect(refusal(`postgresql://db/d?sslmode=${mode}&sslrootcert=system`)).toBe(
      "The database option sslmode must be verify-full with sslrootcert=system.",
    );
  }
});

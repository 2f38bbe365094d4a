import { spawn } from "node:child_process";
import { openSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@effect/vitest";
import { ACTION_FILE, type CommandLine, withPlan } from "./CommandLine.ts";

const main = new URL("../src/main.ts", import.meta.url).href;
const bin = fileURLToPath(new URL("../bin/planwright.js", import.meta.url));

let cli: CommandLine;
let id: string;
beforeAll(async () => {
  ({ cli, id } = await withPlan("manual"));
  const long = "x".repeat(60_000);
  const file = `${ACTION_FILE.replace("fix-bug", "long")}long_description: ${long}\ninvariants: [${long}, ${long}]\n`;
  await cli.run(["action", "create", "--config", cli.file("long.yaml", file)]);
});
afterAll(() => cli.remove());

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a process; `readsUpTo` characters of its output are read before the reader goes. */
const start = (
  args: ReadonlyArray<string>,
  readsUpTo = Number.POSITIVE_INFINITY,
  stdout: "pipe" | number = "pipe",
) =>
  new Promise<Ended>((resolve, reject) => {
    const child = spawn(process.execPath, [...args], {
      env: { PATH: process.env.PATH, HOME: cli.folder, XDG_STATE_HOME: cli.path("state") },
      stdio: ["ignore", stdout, "pipe"],
    });
    const ended = { stdout: "", stderr: "" };
    child.stdout?.on("data", (chunk) => {
      ended.stdout += chunk;
      if (ended.stdout.length > readsUpTo) child.stdout?.destroy();
    });
    child.stderr?.on("data", (chunk) => {
      ended.stderr += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...ended }));
  });

const program = (
  words: string,
  readsUpTo?: number,
  stdout?: "pipe" | number,
  flags: ReadonlyArray<string> = [],
) =>
  start(
    [
      ...flags,
      "--conditions=@planwright/source",
      "--eval",
      `import(${JSON.stringify(main)}).then(({ main }) => main(process.argv.slice(1)))`,
      "--",
      ...words.split(" "),
    ],
    readsUpTo,
    stdout,
  );

describe("the program in a process of its own", { timeout: 60_000 }, () => {
  it("prints the result whole and ends with the exit code", async () => {
    const shown = await program(`plan status ${id} --json`);
    expect({ code: shown.code, stderr: shown.stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(shown.stdout).data.plan_id).toBe(id);
    expect((await program("plan status nope")).code).toBe(3);
    expect((await program(`plan advance ${id} --to strategize --actor agent:x`)).code).toBe(5);
  });

  it("flushes output that is larger than any pipe before it ends", async () => {
    const { code, stdout } = await program("action show local/long --json");
    expect(code).toBe(0);
    expect(JSON.stringify(JSON.parse(stdout)).length).toBeGreaterThan(180_000);
  });

  it("is quiet when nobody reads to the end", async () => {
    const { code, stderr } = await program("action show local/long", 10);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  it("says so when its output cannot be written", async () => {
    const { code, stderr } = await program("automation-profile list", undefined, openSync("/dev/full", "w"));
    expect({ code, stderr }).toEqual({ code: 1, stderr: "error: The output cannot be written (ENOSPC).\n" });
  });
});

/** Says on standard error what is loaded from the packages of others. */
const TELLS_LOADED = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from "node:module";
  registerHooks({
    load: (url, context, next) => {
      const name = /.*\\/node_modules\\/((?:@[^/]+\\/)?[^/]+)\\//.exec(url)?.[1];
      if (name !== undefined) process.stderr.write("loaded " + name + "\\n");
      return next(url, context);
    },
  });
`)}`;

describe("what a command loads", { timeout: 60_000 }, () => {
  const loadedBy = async (words: string): Promise<ReadonlySet<string>> => {
    const { stderr } = await program(words, undefined, "pipe", ["--import", TELLS_LOADED]);
    return new Set(Array.from(stderr.matchAll(/^loaded (\S+)$/gm), ([, name = ""]) => name));
  };

  it("is the driver of its ledger's engine, and no other", async () => {
    const onFile = await loadedBy("plan list");
    expect([onFile.has("better-sqlite3"), onFile.has("pg"), onFile.has("@mikro-orm/postgresql")]).toEqual([
      true,
      false,
      false,
    ]);
    const onServer = await loadedBy("plan list --database-url postgresql://127.0.0.1:1/plans");
    expect([onServer.has("better-sqlite3"), onServer.has("pg")]).toEqual([false, true]);
    const nothing = await loadedBy("plan list --help");
    expect([nothing.has("better-sqlite3"), nothing.has("pg")]).toEqual([false, false]);
  });
});

describe("bin/planwright.js", { timeout: 60_000 }, () => {
  const onNode = (version: string) =>
    start([
      "--import",
      `data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:${JSON.stringify(version)}}})`,
      bin,
      "--no-such-flag",
    ]);

  it.each(["20.20.2", "22.18.9", "18.0.0"])(
    "says one sentence on Node %s and loads nothing",
    async (version) => {
      expect(await onNode(version)).toEqual({
        code: 1,
        stdout: "",
        stderr: `planwright needs Node 22.19 or newer; this is ${version}.\n`,
      });
    },
  );

  it.each(["22.19.0", "24.0.0", "26.10.0"])("goes on with Node %s", async (version) => {
    expect((await onNode(version)).stderr).not.toContain("needs Node");
  });
});

import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { listAt, textAt } from "../desk/Answer.ts";
import { COMMANDS } from "../desk/commands.ts";
import { installed, program } from "../desk/installed.ts";
import { createAction } from "../desk/making.ts";
import { onEachStore } from "../desk/onEachStore.ts";
import { schemaFolder, schemaProblems } from "../desk/schemas.ts";
import { useDesk } from "../desk/useDesk.ts";
import { PACKAGES } from "../installation/packages.ts";

interface Manifest {
  readonly version: string;
  readonly engines?: { readonly node: string };
  readonly exports: { readonly [entry: string]: string | { readonly [condition: string]: string } };
  readonly dependencies?: { readonly [name: string]: string };
}

const folderOf = (name: string): string => join(installed, "node_modules", "@planwright", name);

const manifestOf = (name: string): Manifest =>
  JSON.parse(readFileSync(join(folderOf(name), "package.json"), "utf8"));

/** A service that keeps its plans with the library: opens the ledger, makes a plan, lists. */
const EMBEDDED = `
import { Actions, parseActor, Plans } from "@planwright/domain";
import { ensureSchema } from "@planwright/migrations";
import { Persistence } from "@planwright/persistence";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";

const program = Effect.gen(function* () {
  const plans = yield* Plans;
  const used = yield* plans.use({
    actor: parseActor("agent:service"),
    action: "local/build",
    projects: [{ name: "acme/api", alias: null, readOnly: false }],
    arguments: new Map(),
    invariants: [],
    surroundings: {},
  });
  const { plans: found } = yield* plans.list({});
  return { id: used.plan.planId, found: found.length };
});
const ledger = Persistence.layer(process.argv[2], { prepare: (handle) => ensureSchema(handle) });
const answer = await Effect.runPromise(Effect.provide(program, Layer.provide(Plans.layer, ledger)));
console.log(JSON.stringify(answer));
`;

describe("packages", () => {
  it.each(PACKAGES)("holds in %s what its manifest promises, and nothing of the workspace", (name) => {
    const { dependencies = {}, engines, exports } = manifestOf(name);
    expect(engines).toEqual({ node: ">=22.19" });
    for (const range of Object.values(dependencies)) expect(range).toMatch(/^\d+\.\d+\.\d+$/);
    const promised = Object.values(exports).flatMap((entry) =>
      Object.entries(typeof entry === "string" ? { default: entry } : entry)
        // For this workspace alone; nobody else asks for that condition.
        .filter(([condition]) => condition !== "@planwright/source")
        .map(([, path]) => path.replace("/*", "")),
    );
    expect(promised.filter((path) => !existsSync(join(folderOf(name), path)))).toEqual([]);
    const files = readdirSync(folderOf(name), { recursive: true, encoding: "utf8" });
    // Neither sources, nor tests, nor what a compiler remembers for its next run.
    expect(files.filter((file) => /^(?:src|test|dist\/test)\/|\.tsbuildinfo$/.test(file))).toEqual([]);
    expect(files).toContain("LICENSE");
  });

  it("puts an executable program on PATH that knows its version", async () => {
    const desk = useDesk();
    expect(statSync(program).mode & 0o111).toBe(0o111);
    const { code, stdout } = await desk.other([
      "sh",
      "-c",
      `PATH="${join(program, "..")}:$PATH"; planwright --version`,
    ]);
    const { platform, arch, version } = process;
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `planwright/${manifestOf("cli").version} ${platform}-${arch} node-${version}\n`,
    });
  });

  it("ships a schema for every command, and each can be read", () => {
    const names = readdirSync(schemaFolder).map((file) => file.replace(/\.json$/, ""));
    expect(COMMANDS.filter((command) => !names.includes(command.replaceAll(" ", "-")))).toEqual([]);
    expect(names.filter((name) => schemaProblems(name, 1).length === 0)).toEqual([]);
  });

  onEachStore((useDeskOnStore) => {
    it("works as a library beside the program, on one ledger [X4]", async () => {
      const desk = await useDeskOnStore();
      await createAction(desk);
      const script = join(installed, "embedded.mjs");
      writeFileSync(script, EMBEDDED);
      const { code, stderr, stdout } = await desk.other(["node", script, desk.store.url]);
      rmSync(script);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      const { found, id } = JSON.parse(stdout);
      expect(found).toBe(1);
      const { data } = await desk.ok("plan list");
      expect(listAt(data, "plans").map((plan) => textAt(plan, "plan_id"))).toEqual([id]);
    });
  });

  it("shows all of it at work with `quickstart`, in a folder of its own [X10]", async () => {
    const desk = useDesk();
    const told = await desk.run("quickstart");
    expect(told).toMatchObject({ code: 0, stderr: "" });
    expect(told.stdout).toMatch(/[├└]/);
    expect(told.stdout).toContain("What to try next");
    const [folder = ""] = readdirSync(desk.state);
    expect(folder).toMatch(/^quickstart-/);
    // What it says to type next is what works.
    const env = { PLANWRIGHT_DATABASE_URL: /PLANWRIGHT_DATABASE_URL=(\S+)/.exec(told.stdout)?.[1] };
    const next = [...told.stdout.matchAll(/^ *\$ planwright (plan (?:history|list) .*)$/gm)].map(
      ([, typed = ""]) => typed,
    );
    expect(next.length).toBeGreaterThan(0);
    for (const typed of next) expect((await desk.ok(typed, { env })).code).toBe(0);
    const { data } = await desk.ok("quickstart");
    expect(data).toMatchObject({ summary: { nodes: 3, depth: 1 } });
  });
});

import { readdirSync } from "node:fs";
import { afterAll, describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { readCommandLine } from "../../src/command/CommandLine.ts";
import { globalFlags } from "../../src/command/globalFlags.ts";
import { parseTyped } from "../../src/command/parseTyped.ts";
import { COMMANDS, type CommandName, TOPICS } from "../../src/commands.ts";
import { widthOf } from "../../src/present/width.ts";
import { CommandLine } from "../CommandLine.ts";
import { withoutColours } from "../terminal.ts";

const cli = new CommandLine();
afterAll(() => cli.remove());

const NAMES = Object.keys(COMMANDS) as ReadonlyArray<CommandName>;

/** The words of an example up to what belongs to the shell. */
const wordsOf = (command: string): ReadonlyArray<string> =>
  (command.split(/ [|<>] /, 1)[0] ?? "").match(/'[^']*'|\S+/g)?.map((word) => word.replaceAll("'", "")) ?? [];

describe("help", () => {
  it("knows a command for each file, under the path of the file", () => {
    const folder = new URL("../../src/commands/", import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".ts"),
    );
    expect(files.map((name) => name.replace(/\.ts$/, "").replace("/", " ")).sort()).toEqual(
      [...NAMES].sort(),
    );
  });

  it.each(NAMES)("of `%s` has examples that can be typed", async (name) => {
    const command = await COMMANDS[name]();
    expect(command.summary).toMatch(/^[A-Z].*[^.]$/);
    for (const { command: typed, what } of command.examples) {
      expect(what).toMatch(/^[A-Z]/);
      const request = readCommandLine(wordsOf(typed));
      if (request._tag !== "Run") throw new Error(`${typed} does not run a command`);
      const target = await COMMANDS[request.command]();
      await Effect.runPromise(parseTyped(request.command, target, request.args));
    }
    expect(
      command.examples.some(({ command: typed }) => readCommandLine(wordsOf(typed))._tag === "Run"),
    ).toBe(true);
    const { exitCode, stderr, stdout } = await cli.run(`${name} --help`);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain(`$ planwright ${name}`);
    expect(stdout).toContain("\nExamples\n");
    for (const flag of Object.keys(command.flags)) expect(stdout).toContain(`--${flag}`);
    for (const flag of Object.keys(globalFlags))
      expect(stdout).toContain(`PLANWRIGHT_${flag.toUpperCase().replaceAll("-", "_")}`);
  });

  it.each([40, 80])("fits a terminal of %i columns", async (terminal) => {
    for (const words of ["--help", ...Object.keys(TOPICS), ...NAMES.map((name) => `${name} --help`)]) {
      const { stdout } = await cli.run(words, { terminal });
      for (const line of withoutColours(stdout).split("\n"))
        expect(widthOf(line)).toBeLessThanOrEqual(terminal);
    }
  });

  it("lists the nouns, the commands of a noun, and the short word for one", async () => {
    const root = await cli.run("--help");
    for (const topic of Object.keys(TOPICS)) expect(root.stdout).toContain(`\n  ${topic} `);
    expect((await cli.run([])).stdout).toBe(root.stdout);
    const plan = (await cli.run("plan")).stdout;
    for (const name of NAMES.filter((known) => known.startsWith("plan ")))
      expect(plan).toContain(`\n  ${name} `);
    const profile = (await cli.run("profile --help")).stdout;
    expect(profile).toContain("`profile` is short for automation-profile.");
    expect(await cli.run("profile list")).toEqual(await cli.run("automation-profile list"));
  });

  it("says which version this is", async () => {
    expect((await cli.run("--version")).stdout).toMatch(
      /^planwright\/\d+\.\d+\.\d+ \S+ node-v\d+\.\d+\.\d+\n$/,
    );
  });
});

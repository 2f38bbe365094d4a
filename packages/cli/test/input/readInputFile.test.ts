import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import process from "node:process";
import { afterAll, describe, expect, it } from "@effect/vitest";
import { ACTION_FILE, CommandLine } from "../CommandLine.ts";

const cli = new CommandLine();
afterAll(() => cli.remove());

const create = (file: string, stdin?: string | Uint8Array) =>
  cli.run(["action", "create", "--dry-run", "--config", file], stdin === undefined ? {} : { stdin });

describe("files that are named on the command line", () => {
  const json = JSON.stringify({
    name: "local/x",
    description: "x",
    definition_of_done: "x",
    strategy_actor: "local/a",
    execution_actor: "local/b",
  });

  it.each([
    ["YAML", "ok.yaml", ACTION_FILE],
    ["JSON", "ok.json", json],
    ["JSON under another name", "ok.txt", json],
    ["a mark before the text", "bom.yaml", `\ufeff${ACTION_FILE}`],
    ["lines that end as on Windows", "crlf.yaml", ACTION_FILE.replaceAll("\n", "\r\n")],
  ])("may be %s", async (_what, name, content) => {
    expect(await create(cli.file(name, content))).toMatchObject({
      exitCode: 0,
      stderr: "Dry run: nothing was changed.\n",
    });
  });

  it("may be standard input", async () => {
    expect((await create("-", ACTION_FILE)).exitCode).toBe(0);
    expect((await create("-", json)).exitCode).toBe(0);
  });

  it.each<[string, string, string | Uint8Array, RegExp]>([
    ["nothing", "empty.yaml", " \n", /empty\.yaml: the file is empty\.$/],
    [
      "UTF-16",
      "utf16.yaml",
      new Uint8Array([0xff, 0xfe, 0x61, 0]),
      /the file is UTF-16; save it as UTF-8\.$/,
    ],
    [
      "Latin-1",
      "latin.yaml",
      new Uint8Array([0x61, 0x0a, 0xe4, 0x0a]),
      /not UTF-8 \(line 2\); save it as UTF-8\.$/,
    ],
    ["more than 1 MiB", "large.yaml", "a".repeat(1_048_577), /larger than 1 MiB\.$/],
    [
      "JSON with a key twice",
      "twice.json",
      '{"a":1,\n"a":2}',
      /twice\.json: An object has the same key twice at line 2/,
    ],
    ["JSON that ends early", "cut.json", '{"a":', /cut\.json: This is not JSON: .*line 1, column 6/],
    [
      "300 levels of JSON",
      "deep.json",
      "[".repeat(300),
      /deep\.json: The JSON is nested deeper than 64 levels/,
    ],
    [
      "300 levels of YAML",
      "deep.yaml",
      "- ".repeat(300),
      /deep\.yaml: line 1: the file is nested deeper than 64 levels/,
    ],
  ])("must not be %s", async (_what, name, content, sentence) => {
    const { exitCode, stderr, stdout } = await create(cli.file(name, content));
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr.trimEnd()).toMatch(sentence);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  it("must be there, and be files", async () => {
    mkdirSync(cli.path("folder"));
    symlinkSync(cli.path("circle"), cli.path("circle"));
    const sentence = async (name: string) => (await create(name)).stderr;
    expect(await sentence("missing.yaml")).toBe("error: missing.yaml: there is no such file.\n");
    expect(await sentence("folder")).toBe("error: folder: this is a directory, not a file.\n");
    expect(await sentence("circle")).toBe("error: circle: the links to the file lead in a circle.\n");
    expect(await sentence("a\0b")).toContain("the name has the character U+0000.");
  });

  it("must be readable", async () => {
    const path = cli.file("secret.yaml", ACTION_FILE);
    chmodSync(path, 0o000);
    // The superuser may read everything, so there it is read.
    const expected = process.getuid?.() === 0 ? 0 : 2;
    expect((await create(path)).exitCode).toBe(expected);
  });

  it("names the file and the key where the content is wrong", async () => {
    const { exitCode, stderr } = await create(cli.file("wrong.yaml", `${ACTION_FILE}colour: red\n`));
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error: .*wrong\.yaml: colour: /);
  });
});

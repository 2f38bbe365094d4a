import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { at, type Fields } from "../desk/Answer.ts";
import { Desk } from "../desk/Desk.ts";
import { ACTION, createAction, makePlan } from "../desk/making.ts";
import { schemaProblems } from "../desk/schemas.ts";
import { useDesk } from "../desk/useDesk.ts";

/** An action's file that differs from a good one. */
const action = (keys: Fields): string => JSON.stringify({ ...ACTION, name: "local/wrong", ...keys });

/** A text that JSON writes with an escape. */
const escaped = (written: string): string => action({ description: "@" }).replace("@", written);

const levels = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;

const doubling = Array.from(
  { length: 12 },
  (_, index) => `a${index + 1}: &a${index + 1} [${`*a${index},`.repeat(9)}]`,
);

/** Name, content, and what the refusal says besides the name of the file. */
const FILES: ReadonlyArray<readonly [name: string, content: string | Uint8Array, says: string]> = [
  ["unknown-key.json", action({ colour: "red" }), "colour"],
  [
    "unknown-key-below.json",
    action({ arguments: [{ name: "a", type: "string", colour: "red" }] }),
    "arguments[0].colour",
  ],
  ["wrong-types.json", action({ reusable: "yes", tags: "a", arguments: {} }), "reusable"],
  ["a-list.json", "[]", "group of keys"],
  ["null.json", "null", "group of keys"],
  ["a-number.yaml", "12", "group of keys"],
  ["hyphen.json", action({ arguments: [{ name: "dry-run", type: "boolean" }] }), "arguments[0].name"],
  [
    "same-name.json",
    action({
      arguments: [
        { name: "a", type: "string" },
        { name: "a", type: "list" },
      ],
    }),
    "arguments[1].name",
  ],
  ["no-such-type.json", action({ arguments: [{ name: "a", type: "date" }] }), "arguments[0].type"],
  [
    "default.json",
    action({ arguments: [{ name: "a", type: "integer", default: 9, max: 8 }] }),
    "arguments[0].default",
  ],
  ["empty-name.json", action({ name: "" }), "name"],
  ["empty-description.json", action({ description: "" }), "description"],
  ["placeholder.json", action({ description: "Build {what}" }), "{what}"],
  ["escape.json", escaped("a\\u001b[31m"), "U+001B"],
  ["nul.json", escaped("a\\u0000b"), "U+0000"],
  ["half-a-pair.json", escaped("\\ud800"), "surrogate"],
  ["other-half.json", escaped("\\udc00\\ud800"), "surrogate"],
  ["prototype.json", action({}).replace("{", '{"__proto__":{"a":1},'), "__proto__"],
  ["twice.json", action({}).replace("{", '{"name":"a/b",'), "twice"],
  ["deep.json", `{"name":${levels(300)}}`, "deeper than 64 levels"],
  ["deep.yaml", `name: ${levels(300)}`, "deeper than 64 levels"],
  ["very-deep.json", levels(200_000), "deeper than 64 levels"],
  ["cut-off.json", '{"name":', "not JSON"],
  ["trailing.json", `${action({})} x`, "not JSON"],
  ["empty.json", "", "empty"],
  ["blank.yaml", " \n\n", "empty"],
  ["large.json", action({ description: "a".repeat(10_000_000) }), "larger than 1 MiB"],
  ["utf-16.json", Buffer.from(`\ufeff${action({})}`, "utf16le"), "UTF-16"],
  ["latin-1.yaml", Buffer.from("name: caf\xe9\n", "latin1"), "not UTF-8"],
  ["tag.yaml", 'name: !!js/function "x"\n', "tag"],
  ["aliases.yaml", `a0: &a0 [x]\n${doubling.join("\n")}\n`, "aliases"],
  ["two-documents.yaml", "name: a/b\n---\nname: a/c\n", "several documents"],
  ["tabs.yaml", "name:\n\t- x\n", "line 2"],
];

describe("bad-input", () => {
  // One ledger for all of them: what is refused leaves it as it was, which each of them proves.
  let shared: Desk;
  beforeAll(async () => {
    shared = new Desk();
    await createAction(shared);
  });
  afterAll(() => shared.close());

  it.each(FILES)(
    "refuses the file %s in one sentence and writes nothing [X5]",
    async (name, content, says) => {
      const { data, stderr } = await shared.unchanged(
        `action create --config ${shared.file(name, content)}`,
        2,
        name,
      );
      expect(stderr).toContain(says);
      // A message is for reading: it does not repeat a file, nor what could act on a terminal.
      expect(stderr.length).toBeLessThan(1_000);
      expect(at(data, "error.message")).not.toMatch(/\p{Cc}/u);
    },
  );

  it("says the same of files that are not there, are none, or come through a pipe [X5]", async () => {
    const desk = useDesk();
    await createAction(desk);
    const create = "action create --config";
    await desk.unchanged(`${create} ${desk.files}/nowhere.json`, 2, "no such file");
    await desk.unchanged(`${create} nowhere.json`, 2, "no such file");
    await desk.unchanged(`${create} ${desk.files}`, 2, "directory");
    await desk.unchanged(`${create} ${desk.files}/${"n".repeat(300)}.json`, 2, "name is too long");
    execFileSync("ln", ["-s", "circle.json", join(desk.files, "circle.json")]);
    await desk.unchanged(`${create} ${desk.files}/circle.json`, 2, "circle");
    await desk.unchanged(`${create} -`, 2, "standard input");
    await desk.unchanged(`${create} -`, 2, "standard input", { input: '{"name":' });
    await desk.unchanged(`${create} -`, 2, "larger than 1 MiB", { input: Buffer.alloc(10_000_000, "a") });
    await desk.unchanged([...create.split(" "), ""], 2, /^error: /);
    expect((await desk.ok("action list")).data).toMatchObject({ summary: { total: 1 } });
  });

  it("refuses words on the command line that are none, each with what is wrong and what there is [X5, X9]", async () => {
    const desk = useDesk();
    const id = await makePlan(desk, "--automation-profile manual");
    // What was typed is no command, so that the envelope can only repeat it.
    for (const [typed, says] of [
      ["plan stauts", "`planwright plan status`"],
      ["plna list", "`planwright plan`"],
      ["everything", "`planwright --help`"],
    ] as const) {
      const { code, stderr, stdout } = await desk.run(`${typed} --format=json`);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/^error: [^\n]+\n$/) });
      expect(stderr).toContain(says);
      const { command, data } = JSON.parse(stdout);
      expect(typed).toContain(command);
      expect(schemaProblems("failure", data)).toEqual([]);
    }
    for (const [typed, says] of [
      ["plan list --limt 3", "--limit"],
      ["plan list one two", "two"],
      ["plan status", "ID"],
      ["plan list --limit 0", "1 to 500"],
      ["plan list --cursor garbage", "cursor"],
      ["plan list --actor ada", "user:"],
      ["plan list --actor robot:one", "user:"],
      [`plan advance ${id} --to celebrate`, "strategize"],
      [`plan tree ${id} --depth 513`, "512"],
      [`plan fail ${id} --lease-token x --category bad-luck`, "transient"],
      [`plan wait ${id} --timeout soon`, "--timeout"],
      ["plan claim --lease 25h", "lease"],
      ["plan export", "--all"],
      [`plan export ${id} --all`, "--all"],
    ] as const)
      await desk.unchanged(typed, 2, says);
    expect(await desk.run("plan list --format xml")).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(/^error: [^\n]*rich, table, plain, json, jsonl, yaml[^\n]*\n$/),
    });
  });

  it("refuses texts that no terminal could keep, and repeats none of them raw [X5, L1]", async () => {
    const desk = useDesk();
    const id = await makePlan(desk, "--automation-profile manual");
    for (const text of ["", " ", "a\u001b[31m", "a\u009bb", "a\nb", "a\u0007"])
      await desk.unchanged(["plan", "cancel", id, "--yes", "--reason", text], 2, "reason");
    for (const typed of [
      ["plan", "status", "\u001b[31mred"],
      ["plan", "use", "local/build", "acme/\u001b[2J"],
      ["plan", "use", "local/build\u0007", "acme/api"],
      ["plan", "list", "--actor", "user:\u001b[31mred"],
      ["plan", "\u001b[31mred"],
      ["plan", "list", "--\u001b[31mred"],
      ["action", "create", "--config", "\u001b[31mred"],
    ]) {
      const before = await desk.contents();
      const { code, stderr, stdout } = await desk.run([...typed, "--format=json"]);
      expect([2, 3]).toContain(code);
      expect(stderr).toMatch(/^error: [^\p{Cc}]+\n$/u);
      expect(stdout.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
      expect((await desk.contents()) === before).toBe(true);
    }
  });

  it("tells everything that is wrong at once, each with its place", async () => {
    const desk = useDesk();
    await createAction(desk);
    const { stderr } = await desk.unchanged(
      ["plan", "use", "local/build", "x y", "acme/api", "acme/api", "--name", "a b"],
      2,
      "name",
    );
    expect(stderr).toContain("projects[0]");
    expect(stderr).toContain("projects[2]");
  });
});

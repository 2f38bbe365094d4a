import { execFileSync, spawnSync } from "node:child_process";
import { afterAll, describe, expect, it } from "@effect/vitest";
import { COMMANDS } from "../../src/commands.ts";
import { CommandLine } from "../CommandLine.ts";

const cli = new CommandLine();
afterAll(() => cli.remove());

describe("completion for bash", () => {
  /** What bash offers after these words; the last one is being typed. */
  const offered = async (...words: ReadonlyArray<string>): Promise<ReadonlyArray<string>> => {
    const script = cli.file("planwright.bash", (await cli.run("completion bash")).stdout);
    const program = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _planwright; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const answer = execFileSync("bash", ["--norc", "-c", program, "bash", script, "planwright", ...words], {
      encoding: "utf8",
      cwd: cli.folder,
    });
    return answer.split("\n").filter((word) => word !== "");
  };

  it("offers nouns, verbs, flags and the words that a flag takes", async () => {
    expect(await offered("pl")).toEqual(["plan"]);
    expect(await offered("plan", "st")).toEqual(["status", "strategize"]);
    expect(await offered("profile", "d")).toEqual(["diff"]);
    expect(await offered("plan", "list", "--ph")).toEqual(["--phase"]);
    expect(await offered("plan", "list", "--phase", "a")).toEqual(["action", "apply"]);
    expect(await offered("plan", "advance", "X", "--to", "")).toEqual(["strategize", "execute", "apply"]);
    expect(await offered("plan", "check", "X", "to")).toEqual(["tool"]);
    expect(await offered("completion", "")).toEqual(["bash", "zsh"]);
    expect(await offered("plan", "list", "--format", "js")).toEqual(["json", "jsonl"]);
  });

  it("offers files where a file is asked for", async () => {
    cli.file("fix-bug.yaml", "");
    expect(await offered("action", "create", "--config", "fix")).toEqual(["fix-bug.yaml"]);
  });

  it("offers every command", async () => {
    for (const name of Object.keys(COMMANDS)) {
      const words = name.split(" ");
      expect(await offered(...words)).toContain(words.at(-1));
    }
  });
});

describe("completion for zsh", () => {
  it("has every command with its flags, and is a script that zsh reads where there is one", async () => {
    const { stdout } = await cli.run("completion zsh");
    for (const [name, load] of Object.entries(COMMANDS)) {
      expect(stdout).toContain(`'${name}')`);
      for (const flag of Object.keys((await load()).flags)) expect(stdout).toContain(`--${flag}[`);
    }
    expect(stdout.startsWith("#compdef planwright\n")).toBe(true);
    // A machine without zsh can still hold the script to the syntax that it shares with bash's functions.
    const { error, stderr } = spawnSync("zsh", ["-n"], { input: stdout, encoding: "utf8" });
    expect(error === undefined ? stderr : "").toBe("");
  });
});

import { describe, expect, it } from "@effect/vitest";
import { readCommandLine } from "../../src/command/CommandLine.ts";

const read = (words: string) => readCommandLine(words === "" ? [] : words.split(" "));

describe("readCommandLine", () => {
  it.each([
    ["", { _tag: "Help", about: null }],
    ["--help", { _tag: "Help", about: null }],
    ["-h", { _tag: "Help", about: null }],
    ["help", { _tag: "Help", about: null }],
    ["--version", { _tag: "Version" }],
    ["plan", { _tag: "Help", about: "plan" }],
    ["plan --help", { _tag: "Help", about: "plan" }],
    ["help plan", { _tag: "Help", about: "plan" }],
    ["profile", { _tag: "Help", about: "automation-profile" }],
    ["plan use x --help", { _tag: "Help", about: "plan use" }],
    ["help plan use", { _tag: "Help", about: "plan use" }],
    ["plan status X", { _tag: "Run", command: "plan status", args: ["X"] }],
    ["profile list --json", { _tag: "Run", command: "automation-profile list", args: ["--json"] }],
    ["--json plan status X", { _tag: "Run", command: "plan status", args: ["X", "--json"] }],
    [
      "--format yaml -q plan status X",
      { _tag: "Run", command: "plan status", args: ["X", "--format", "yaml", "-q"] },
    ],
    [
      "--json plan status -- --help",
      { _tag: "Run", command: "plan status", args: ["--json", "--", "--help"] },
    ],
    ["quickstart", { _tag: "Run", command: "quickstart", args: [] }],
    ["nope", { _tag: "Unknown", given: "nope", topic: null }],
    ["plan nope", { _tag: "Unknown", given: "plan nope", topic: "plan" }],
    ["plan constructor", { _tag: "Unknown", given: "plan constructor", topic: "plan" }],
    ["toString", { _tag: "Unknown", given: "toString", topic: null }],
  ])("reads %j", (words, request) => {
    expect(read(words)).toEqual(request);
  });
});

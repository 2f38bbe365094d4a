import { expect, it } from "@effect/vitest";
import { similar } from "../../src/command/similar.ts";

const WORDS = ["status", "strategize", "spawn", "snapshot", "list", "delete", "wait", "tree"];

it.each([
  ["staus", ["status"]],
  ["sttaus", ["status"]],
  ["stat", ["status"]],
  ["lst", ["list"]],
  ["WAIT", ["wait"]],
  ["tre", ["tree"]],
  ["zzzzzz", []],
  ["x".repeat(10_000), []],
])("finds what %j was meant for", (given, meant) => {
  expect(similar(given, WORDS).slice(0, 1)).toEqual(meant);
});

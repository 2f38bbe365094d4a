import { describe, expect, it } from "vitest";
import { judge } from "../../run/judge.ts";

const count = (passed: number, failed = 0, skipped = 0) => ({ passed, failed, skipped });

describe("a step with tests", () => {
  it("succeeds when all of them passed", () => {
    expect(judge(0, count(3))).toEqual({ count: count(3), problem: undefined });
  });

  it.each([
    ["a failed test", 1, count(2, 1), count(2, 1), "1 failed"],
    ["a failed test that the program kept to itself", 0, count(2, 1), count(2, 1), "1 failed"],
    ["an exit code without a failed test", 1, count(2), count(2, 1), "ended with 1"],
    ["a skipped test", 0, count(2, 0, 1), count(2, 1, 1), "1 skipped"],
    ["no test at all", 0, count(0), count(0, 1), "ran no test"],
    ["no report", 0, undefined, count(0, 1), "wrote no report"],
  ])("fails on %s", (_name, code, report, counted, problem) => {
    expect(judge(code, report)).toEqual({ count: counted, problem });
  });
});

describe("a step without tests", () => {
  it("is judged by its exit code", () => {
    expect(judge(0, null)).toEqual({ count: count(0), problem: undefined });
    expect(judge(2, null)).toEqual({ count: count(0, 1), problem: "ended with 2" });
  });
});

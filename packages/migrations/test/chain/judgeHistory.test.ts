import { expect, it } from "@effect/vitest";
import { judgeHistory } from "../../src/chain/judgeHistory.ts";

const names = ["0001_a", "0002_b", "0003_c"];
const release = names.map((name) => ({ name, checksum: `sum of ${name}` }));

const history = (applied: ReadonlyArray<string>) =>
  applied.map((name, index) => ({
    position: index + 1,
    name,
    predecessor: applied[index - 1] ?? null,
    checksum: `sum of ${name}`,
  }));

it("accepts every beginning of the release", () => {
  for (const length of [0, 1, 2, 3])
    expect(judgeHistory(history(names.slice(0, length)), release)).toBe(undefined);
});

it("finds what is missing, reordered or unknown", () => {
  const mismatch = (problem: string, migration: string) => ({ _tag: "HistoryMismatch", problem, migration });
  expect(judgeHistory(history(["0002_b"]), release)).toEqual(mismatch("missing", "0001_a"));
  expect(judgeHistory(history(["0001_a", "0003_c"]), release)).toEqual(mismatch("missing", "0002_b"));
  expect(judgeHistory(history(["0001_a", "0003_c", "0002_b"]), release)).toEqual(
    mismatch("reordered", "0003_c"),
  );
  expect(judgeHistory(history(["0001_a", "0002_x"]), release)).toEqual(mismatch("unknown", "0002_x"));
  expect(judgeHistory(history([...names, "0001_again"]), release)).toEqual(mismatch("unknown", "0001_again"));
});

it("finds an edited migration", () => {
  const edited = history(names).map((entry) =>
    entry.name === "0002_b" ? { ...entry, checksum: "other" } : entry,
  );
  expect(judgeHistory(edited, release)).toEqual({
    _tag: "HistoryMismatch",
    problem: "edited",
    migration: "0002_b",
  });
});

it("finds a gap in the positions and a wrong predecessor", () => {
  const reordered = { _tag: "HistoryMismatch", problem: "reordered", migration: "0002_b" };
  const gap = history(["0001_a", "0002_b"]).map((entry) =>
    entry.position === 2 ? { ...entry, position: 3 } : entry,
  );
  expect(judgeHistory(gap, release)).toEqual(reordered);
  const stray = history(["0001_a", "0002_b"]).map((entry) => ({ ...entry, predecessor: null }));
  expect(judgeHistory(stray, release)).toEqual(reordered);
});

it("tells a newer schema from a strange one", () => {
  expect(judgeHistory(history([...names, "0004_d", "0005_e"]), release)).toEqual({
    _tag: "SchemaTooNew",
    newest: "0005_e",
    supported: "0003_c",
  });
});

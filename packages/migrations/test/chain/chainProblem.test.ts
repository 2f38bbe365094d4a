import { expect, it } from "@effect/vitest";
import { chainProblem } from "../../src/chain/chainProblem.ts";

const link = (name: string, predecessor: string | null) => ({ name, predecessor, checksum: "", steps: [] });

it("has nothing against a line [U16]", () => {
  expect(chainProblem([])).toBe(undefined);
  expect(chainProblem([link("0001_a", null), link("0002_b", "0001_a"), link("0003_c", "0002_b")])).toBe(
    undefined,
  );
});

it("refuses two migrations with the same predecessor [U16]", () => {
  expect(chainProblem([link("0001_a", null), link("0002_b", "0001_a"), link("0003_c", "0001_a")])).toBe(
    "0002_b and 0003_c both come after 0001_a",
  );
  expect(chainProblem([link("0001_a", null), link("0002_b", null)])).toBe(
    "0001_a and 0002_b both come after nothing",
  );
});

it("refuses an order that is not the predecessors' [U16]", () => {
  expect(chainProblem([link("0002_b", "0001_a"), link("0001_a", null)])).toBe(
    "0002_b does not follow 0001_a",
  );
  expect(chainProblem([link("0001_a", null), link("0003_c", "0002_b")])).toBe(
    "0003_c does not follow 0002_b",
  );
});

it("refuses an order that is not the files' [U16]", () => {
  expect(chainProblem([link("0002_a", null), link("0001_b", "0002_a")])).toBe(
    "0001_b has not the next number",
  );
});

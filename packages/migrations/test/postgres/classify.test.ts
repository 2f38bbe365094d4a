import { expect, it } from "@effect/vitest";
import { DatabaseError } from "pg";
import { classify } from "../../src/postgres/classify.ts";

const fromServer = (code: string): DatabaseError =>
  Object.assign(new DatabaseError("told by the server", 0, "error"), { code });

it.each([
  ["55P03", "Busy"],
  ["40P01", "Busy"],
  ["40001", "Busy"],
  ["25006", "ReadOnly"],
  ["42501", "ReadOnly"],
  ["53100", "Full"],
  ["53200", "Unavailable"],
  ["53300", "Unavailable"],
  ["57P01", "Unavailable"],
  ["57014", "Unavailable"],
  ["58030", "Unavailable"],
  ["08006", "Unavailable"],
  ["28P01", "Unavailable"],
  ["3D000", "Unavailable"],
  ["XX001", "Corrupt"],
  ["42P07", undefined],
  ["23505", undefined],
  ["P0001", undefined],
])("takes a failure with the code %s for %s", (code, tag) => {
  expect(classify(fromServer(code))?._tag).toBe(tag);
});

it("tells a lost connection from an error of a program", () => {
  expect(classify(new Error("Connection terminated unexpectedly"))).toEqual({
    _tag: "Unavailable",
    what: "Connection terminated unexpectedly",
  });
  expect(classify(Object.assign(new Error("read ECONNRESET"), { syscall: "read" }))?._tag).toBe(
    "Unavailable",
  );
  expect(classify(new TypeError("undefined is not a function"))).toBe(undefined);
  expect(classify("no error at all")).toBe(undefined);
});

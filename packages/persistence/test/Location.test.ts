import { expect, it } from "@effect/vitest";
import * as Result from "effect/Result";
import { parseLocation } from "../src/Location.ts";

const parsed = (url: string) =>
  Result.match(parseLocation(url, {}), {
    onSuccess: (location): unknown => location,
    onFailure: (error) => error.reason,
  });

it("reads the URLs of a file and of a ledger in memory", () => {
  expect(parsed("sqlite:///var/lib/planwright/ledger.db")).toEqual({
    engine: "sqlite",
    file: "/var/lib/planwright/ledger.db",
  });
  expect(parsed("sqlite::memory:")).toEqual({ engine: "sqlite-memory" });
});

it("takes the path as it is, with spaces, percent signs, question marks and hashes", () => {
  expect(parsed("sqlite:///home/a b/100%/x?y#z.db")).toEqual({
    engine: "sqlite",
    file: "/home/a b/100%/x?y#z.db",
  });
});

it("refuses a path that depends on the working directory [X10]", () => {
  for (const url of ["sqlite://ledger.db", "sqlite:ledger.db", "sqlite:", "sqlite://", "sqlite:./x"]) {
    expect(parsed(url)).toEqual({ _tag: "RelativePath" });
  }
});

it("reads the URL of a server under both of its names", () => {
  for (const url of ["postgresql://me@host/db", "postgres://me@host/db"]) {
    expect(parsed(url)).toMatchObject({ engine: "postgresql", address: "postgresql://me@host:5432/db" });
  }
});

it("refuses everything else and never repeats it, because it may hold a password [L1]", () => {
  for (const url of [
    "",
    "ledger.db",
    "/x.db",
    "mysql://u:secret@h/d",
    "postgresql:secret",
    "sqlite:///a\0b",
    "sqlite:///",
    "SQLITE:///x",
  ]) {
    expect(parsed(url)).toEqual({ _tag: "NotAUrl" });
  }
  const refused = Result.flip(parseLocation("mysql://user:secret@host/db", {}));
  expect(Result.getOrThrow(refused).message).toBe(
    "The database URL is none that Planwright knows; " +
      "give sqlite:///absolute/path, sqlite::memory: or postgresql://user@host:5432/database.",
  );
});

import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { root } from "../../architecture/files.ts";
import { enginesLine, enginesOf, usual } from "../../run/engines.ts";

it.each([
  // the path comes first, from the package on or by the file alone
  ["packages/persistence/test/postgres/pool.test.ts", [], ["PostgreSQL"]],
  ["packages/persistence/test/PostgresLedger.test.ts", ["as SQLite does"], ["PostgreSQL"]],
  ["packages/persistence/test/SqliteLedger.test.ts", [], ["SQLite"]],
  ["packages/domain/test/testing/memory.test.ts", [], ["memory"]],
  ["test-postgres/test/watchdog.test.ts", [], ["PostgreSQL"]],
  // then the suites
  ["proofs/test/races.test.ts", ["racing processes on PostgreSQL"], ["PostgreSQL"]],
  [
    "proofs/test/differential.test.ts",
    ["memory, SQLite and PostgreSQL", "lists"],
    ["memory", "SQLite", "PostgreSQL"],
  ],
  ["packages/migrations/test/migrate.test.ts", ["on PostgreSQL"], ["PostgreSQL"]],
  // then what is usual
  ["packages/migrations/test/migrate.test.ts", [], ["SQLite"]],
  ["packages/domain/test/plan/Plan.test.ts", ["a plan"], ["none"]],
])("takes %s with the suites %j for %j", (path, suites, engines) => {
  expect(enginesOf(path, suites)).toEqual(engines);
});

it("knows what is usual in places that exist", () => {
  expect(usual.map(([path]) => path).filter((path) => !existsSync(`${root}${path}`))).toEqual([]);
});

it("tells every engine, and how many tests need none", () => {
  const counts = new Map([
    ["PostgreSQL 18.4", 3],
    ["none", 7],
    ["memory", 1],
    ["PostgreSQL 15.18", 2],
    ["SQLite", 4],
  ]);
  expect(enginesLine(counts)).toBe(
    "on memory 1, SQLite 4, PostgreSQL 18.4 3, PostgreSQL 15.18 2, no database 7",
  );
  expect(enginesLine(new Map())).toBe("on no database 0");
});

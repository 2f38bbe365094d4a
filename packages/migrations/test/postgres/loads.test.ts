import { expect, it } from "@effect/vitest";
import { loadedBy } from "../processes/loadedBy.ts";
import { ledger } from "./database.ts";

it("loads no migration, none of the runner and no other driver for a current ledger", async () => {
  const { location } = await ledger();
  expect(loadedBy(location)).toEqual([
    "chain/judgeHistory.ts",
    "chain/newest.ts",
    "pg",
    "postgres/attempt.ts",
    "postgres/classify.ts",
    "postgres/connection.ts",
    "postgres/history.ts",
    "postgres/isCurrent.ts",
    "postgres/release.ts",
    "postgres/rows.ts",
  ]);
});

import { join } from "node:path";
import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { ensureSchema } from "../../src/index.ts";
import { temporaryFolder } from "../folder.ts";
import { loadedBy } from "./loadedBy.ts";

it.live("loads no migration, none of the runner and no other driver for a current ledger", () =>
  Effect.gen(function* () {
    const location = { engine: "sqlite", file: join(temporaryFolder(), "ledger.db") } as const;
    yield* ensureSchema(location);
    expect(loadedBy(location)).toEqual([
      "better-sqlite3",
      "chain/judgeHistory.ts",
      "chain/newest.ts",
      "sqlite/attempt.ts",
      "sqlite/classify.ts",
      "sqlite/connect.ts",
      "sqlite/fileKind.ts",
      "sqlite/history.ts",
      "sqlite/isCurrent.ts",
      "sqlite/readOnlyFolder.ts",
      "sqlite/release.ts",
      "sqlite/writeAheadLog.ts",
    ]);
  }),
);

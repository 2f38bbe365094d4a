import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { ensureSchema } from "../../src/index.ts";
import { temporaryFolder } from "../folder.ts";

it.live("loads no migration and none of the runner for a current ledger", () =>
  Effect.gen(function* () {
    const file = join(temporaryFolder(), "ledger.db");
    yield* ensureSchema({ engine: "sqlite", file });
    const script = fileURLToPath(new URL("loads.ts", import.meta.url));
    const loaded: ReadonlyArray<string> = JSON.parse(
      execFileSync(process.execPath, [script, file], { encoding: "utf8" }),
    );
    const behind = loaded.filter((name) => name.includes("/"));
    expect(behind).toEqual([
      "chain/judgeHistory.ts",
      "sqlite/classify.ts",
      "sqlite/connect.ts",
      "sqlite/fileKind.ts",
      "sqlite/history.ts",
      "sqlite/readOnlyFolder.ts",
      "sqlite/release.ts",
      "sqlite/writeAheadLog.ts",
    ]);
  }),
);

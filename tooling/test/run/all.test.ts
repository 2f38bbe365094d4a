import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { execute } from "../../run/execute.ts";

const program = fileURLToPath(new URL("threeSteps.ts", import.meta.url));
let folder = "";
beforeAll(() => {
  folder = `${mkdtempSync(join(tmpdir(), "planwright-run-"))}/`;
});
afterAll(() => rmSync(folder, { recursive: true }));

it("tells each step, how many tests ran on which engine, and as the very last line the sum", async () => {
  const node = [process.execPath, "--conditions=@planwright/source", program, folder] as const;
  const { code, output } = await execute(node, folder, 30_000);
  expect(code, output).toBe(1);
  const lines = output.trimEnd().split("\n").slice(1);
  expect(lines.map((line) => line.replace(/ +\d+\.\d s */, " ").trimEnd())).toEqual([
    "without tests  ok",
    "unit           ok 2 passed",
    "features       FAILED: 1 failed 1 passed",
    "  domain x PostgreSQL      1 passed, 1 failed",
    "",
    "what it said",
    "",
    "on SQLite 1, PostgreSQL 18.4 3, no database 0",
    "3 passed, 1 failed",
  ]);
});

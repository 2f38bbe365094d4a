import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "@effect/vitest";
import { makeFolders } from "../src/makeFolders.ts";
import { temporaryFolder } from "./folder.ts";

it("makes every folder that is missing, for its owner only", () => {
  const folder = join(temporaryFolder(), "a", "b", "c");
  makeFolders(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  makeFolders(folder);
});

it("ends where the system makes no folder at all", () => {
  const folder = join("/proc", "planwright", "state");
  expect(() => makeFolders(folder)).toThrow(/ENOENT|EACCES|EPERM|EROFS/);
  expect(existsSync(folder)).toBe(false);
});

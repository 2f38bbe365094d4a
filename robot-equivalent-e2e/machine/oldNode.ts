import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";
import { inject } from "vitest";
import { runToEnd } from "../installation/runToEnd.ts";
import { stockEnvironment, stockPath } from "../installation/stockEnvironment.ts";

/** The newest of a line that the packages do not support any more. */
const OLD = "20.20.2";

const isOld = (node: string): boolean => {
  const version = execFileSync(node, ["--version"], { encoding: "utf8" });
  const [major = 0, minor = 0] = version.slice(1).split(".").map(Number);
  return major < 22 || (major === 22 && minor < 19);
};

/**
 * A Node that is older than the packages need: the one on PATH where that is one, and otherwise one from a package of
 * some 40 MB, which is fetched only then. Throws where there is neither, so that nothing is left out unseen.
 */
export const oldNode = async (): Promise<string> => {
  const onPath = stockPath.split(delimiter).map((folder) => join(folder, "node"));
  const found = onPath.find((node) => existsSync(node) && isOld(node));
  if (found !== undefined) return found;
  const folder = join(inject("run"), "old-node");
  const name = `node-${process.platform}-${process.arch}`;
  mkdirSync(folder, { recursive: true });
  await runToEnd(
    "npm",
    ["install", "--prefix", folder, "--prefer-offline", "--no-audit", "--no-fund", `${name}@${OLD}`],
    { cwd: folder, env: stockEnvironment },
  );
  return join(folder, "node_modules", name, "bin", "node");
};

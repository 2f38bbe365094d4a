import { readFileSync } from "node:fs";
import process from "node:process";

const isVersioned = (value: unknown): value is { readonly version: string } =>
  typeof value === "object" && value !== null && "version" in value && typeof value.version === "string";

/** The version of this package. */
export const version = (): string => {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  if (!isVersioned(manifest)) throw new TypeError("the manifest has no version");
  return manifest.version;
};

/** What `--version` prints: program, machine and Node. */
export const versionLine = (): string =>
  `planwright/${version()} ${process.platform}-${process.arch} node-${process.version}`;

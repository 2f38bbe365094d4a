import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { checkout } from "./checkout.ts";
import { runToEnd } from "./runToEnd.ts";
import { stockEnvironment } from "./stockEnvironment.ts";

/** The packages that can be installed; `http` follows when it holds something. */
export const PACKAGES = ["domain", "migrations", "persistence", "cli"] as const;

/** Packs what was built, as it is published, into a folder; answers with the paths of the tarballs. */
export const pack = async (folder: string): Promise<ReadonlyArray<string>> => {
  await Promise.all(
    PACKAGES.map((name) =>
      runToEnd("node", [join(checkout, "scripts", "dev.mjs"), "pnpm", "pack", "--pack-destination", folder], {
        cwd: join(checkout, "packages", name),
        env: stockEnvironment,
      }),
    ),
  );
  return (await readdir(folder)).map((name) => join(folder, name));
};

/** Installs tarballs into an empty folder with the npm of this machine, on the Node of this machine. */
export const install = async (folder: string, tarballs: ReadonlyArray<string>): Promise<void> => {
  const quick = ["--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
  await runToEnd("npm", ["install", "--prefix", folder, ...quick, ...tarballs], {
    cwd: folder,
    env: stockEnvironment,
  });
};

// Unit and conformance tests of all packages, from source: nothing needs to be built.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { seed } from "./seed.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const conditions = ["@planwright/source"];

/** Every package with a test folder is a project of its folder's name; `--project domain` runs one. */
const folders = readdirSync(`${root}packages`)
  .map((name) => `packages/${name}`)
  .concat("bench", "examples", "test-postgres", "tooling")
  .filter((folder) => existsSync(`${root}${folder}/test`));

/**
 * A project whose manifest asks for PostgreSQL finds a server when its tests begin, one for all such projects.
 * The tests of the tooling do without the one that its runner needs.
 */
const needsServer = (folder: string): boolean => {
  if (folder === "tooling") return false;
  const { devDependencies = {} } = JSON.parse(readFileSync(`${root}${folder}/package.json`, "utf8"));
  return "@planwright/test-postgres" in devDependencies;
};

const project = (folder: string) => ({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    name: path.basename(folder),
    root: `${root}${folder}`,
    include: ["test/**/*.test.ts"],
    setupFiles: [`${root}tooling/setup.ts`],
    globalSetup: needsServer(folder) ? [`${root}test-postgres/src/globalSetup.ts`] : [],
    env: { PLANWRIGHT_TEST_SEED: seed },
  },
});

export default defineConfig({
  test: {
    allowOnly: false,
    // Most of the time goes into waiting for a server or another process, so no core is kept free.
    maxWorkers: "100%",
    // A worker loads each module once for all the files that it runs, as a long-lived program does for all its work.
    isolate: false,
    globalSetup: [`${root}tooling/announceSeed.ts`],
    coverage: { provider: "v8", include: ["packages/*/src/**/*.ts"], reportsDirectory: `${root}coverage` },
    projects: folders.map(project),
  },
});

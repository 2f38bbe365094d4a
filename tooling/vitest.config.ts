// Unit and conformance tests of all packages, from source: nothing needs to be built.
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { seed } from "./seed.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const conditions = ["@planwright/source"];

/** Every package with a test folder is a project of that name; `--project domain` runs one. */
const packages = readdirSync(`${root}packages`).filter((name) => existsSync(`${root}packages/${name}/test`));

const project = (name: string, folder: string) => ({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    name,
    root: `${root}${folder}`,
    include: ["test/**/*.test.ts"],
    setupFiles: [`${root}tooling/setup.ts`],
    env: { PLANWRIGHT_TEST_SEED: seed },
  },
});

export default defineConfig({
  test: {
    allowOnly: false,
    globalSetup: [`${root}tooling/announceSeed.ts`],
    coverage: { provider: "v8", include: ["packages/*/src/**/*.ts"], reportsDirectory: `${root}coverage` },
    projects: [
      ...packages.map((name) => project(name, `packages/${name}`)),
      ...["bench", "examples", "tooling"].map((name) => project(name, name)),
    ],
  },
});

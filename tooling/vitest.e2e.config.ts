// The packed programs as a user meets them: real processes, nothing from source.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { seed } from "./seed.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

export default defineConfig({
  test: {
    name: "e2e",
    root: `${root}robot-equivalent-e2e`,
    include: ["test/**/*.test.ts"],
    globalSetup: [
      `${root}tooling/announceSeed.ts`,
      `${root}robot-equivalent-e2e/installation/globalSetup.ts`,
    ],
    env: { PLANWRIGHT_TEST_SEED: seed },
    allowOnly: false,
    testTimeout: 60_000,
    // The tests wait for processes most of the time, so that no core need be kept free.
    maxWorkers: "100%",
  },
});

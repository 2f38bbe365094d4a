// The built programs as a user meets them: real processes, nothing from source.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { seed } from "./seed.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

export default defineConfig({
  test: {
    name: "e2e",
    root: `${root}robot-equivalent-e2e`,
    include: ["test/**/*.test.ts"],
    globalSetup: [`${root}tooling/announceSeed.ts`],
    env: { PLANWRIGHT_TEST_SEED: seed },
    allowOnly: false,
    testTimeout: 60_000,
  },
});

// What must hold under many commands and many processes: real databases, real processes, from source.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { seed } from "./seed.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const conditions = ["@planwright/source"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    name: "proofs",
    root: `${root}proofs`,
    include: ["test/**/*.test.ts"],
    globalSetup: [
      `${root}tooling/announceSeed.ts`,
      `${root}test-postgres/src/globalSetup.ts`,
      `${root}proofs/runFolder.ts`,
    ],
    setupFiles: [`${root}tooling/setup.ts`],
    env: { PLANWRIGHT_TEST_SEED: seed },
    allowOnly: false,
    // Processes and servers that wait for one another leave a core free most of the time.
    maxWorkers: 2,
  },
});

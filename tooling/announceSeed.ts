import { seedLine } from "./seed.ts";

/** Once per run of vitest, before any test: the seed, so that a failure can be repeated. */
export const setup = (): void => {
  console.error(seedLine);
};

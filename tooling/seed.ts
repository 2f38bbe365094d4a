import { randomInt } from "node:crypto";
import process from "node:process";

const given = process.env.PLANWRIGHT_TEST_SEED?.trim();
if (given !== undefined && !/^\d{1,10}$/.test(given))
  throw new Error(`PLANWRIGHT_TEST_SEED is a whole number of at most ten digits, not "${given}"`);

/** What everything random in tests starts from: drawn anew for each run, repeated with PLANWRIGHT_TEST_SEED. */
export const seed = given ?? String(randomInt(2 ** 31));

// Workers and programs started by tests see the same one.
process.env.PLANWRIGHT_TEST_SEED = seed;

/** How to repeat this run. */
export const seedLine = `seed ${seed} (PLANWRIGHT_TEST_SEED=${seed} repeats it)`;

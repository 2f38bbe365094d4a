import process from "node:process";

/** Whether the proofs run at full length (`npm run soak`) or shortened (`npm test`); the code is the same. */
export const isLong = process.env.PLANWRIGHT_TEST_SOAK === "1";

/** How long, how often, how many: one number for `npm test`, one for `npm run soak`. */
export const length = (short: number, long: number): number => (isLong ? long : short);

import { setTimeout } from "node:timers/promises";

/** Looks every few milliseconds until something is so; after 20 s it fails with what was not. */
export const until = async (failure: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
  const last = performance.now() + 20_000;
  while (!(await holds())) {
    if (performance.now() > last) throw new Error(`${failure} within 20 s.`);
    await setTimeout(3);
  }
};

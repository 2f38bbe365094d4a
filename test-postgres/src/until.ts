import { setTimeout } from "node:timers/promises";

/** Looks every few milliseconds until something is so; after 60 s it fails with what was not. */
export const until = async (
  failure: string,
  holds: () => boolean | Promise<boolean>,
  seconds = 60,
): Promise<void> => {
  const last = performance.now() + seconds * 1000;
  while (!(await holds())) {
    if (performance.now() > last) throw new Error(`${failure} within ${seconds} s.`);
    await setTimeout(5);
  }
};

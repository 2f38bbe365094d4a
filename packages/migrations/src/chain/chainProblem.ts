import type { Migration } from "./Migration.ts";

/** What keeps migrations from being one line in the order given: one predecessor each, the one before it; undefined when nothing does. */
export const chainProblem = (chain: ReadonlyArray<Migration>): string | undefined => {
  const followers = new Map<string | null, string>();
  for (const { name, predecessor } of chain) {
    const other = followers.get(predecessor);
    if (other !== undefined) return `${other} and ${name} both come after ${predecessor ?? "nothing"}`;
    followers.set(predecessor, name);
  }
  const names = chain.map(({ name }) => name);
  const stray = chain.find(({ predecessor }, index) => predecessor !== (names[index - 1] ?? null));
  if (stray !== undefined) return `${stray.name} does not follow ${stray.predecessor ?? "nothing"}`;
  const unsorted = names.find((name, index) => name <= (names[index - 1] ?? ""));
  return unsorted === undefined ? undefined : `${unsorted} has not the next number`;
};

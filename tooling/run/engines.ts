/** What tests keep their plans in; "none" where they keep none. */
export type Engine = "memory" | "SQLite" | "PostgreSQL" | "none";

const words: ReadonlyArray<readonly [Engine, RegExp]> = [
  ["memory", /memory/i],
  ["SQLite", /sqlite/i],
  ["PostgreSQL", /postgres/i],
];

/** What the tests below a path run on where nothing says anything else. */
export const usual: ReadonlyArray<readonly [string, Engine]> = [
  ["packages/domain/test/plans/", "memory"],
  ["packages/persistence/test/stores/", "SQLite"],
  ["packages/migrations/test/", "SQLite"],
  ["packages/cli/test/commands/", "SQLite"],
  ["packages/cli/test/golden.test.ts", "SQLite"],
  ["robot-equivalent-e2e/test/", "SQLite"],
];

const named = (text: string): ReadonlyArray<Engine> =>
  words.flatMap(([engine, word]) => (word.test(text) ? [engine] : []));

/**
 * The engines that a test ran on, more than one when it compares them: those in its file's path, from the root of the
 * checkout; else those in the titles of the suites around it; else what is usual there. Its own title does not count,
 * because it may speak of one engine and run on another.
 */
export const enginesOf = (path: string, suites: ReadonlyArray<string>): ReadonlyArray<Engine> => {
  const [inPath, inSuites] = [named(path), named(suites.join("\n"))];
  if (inPath.length > 0) return inPath;
  if (inSuites.length > 0) return inSuites;
  return [usual.find(([beginning]) => path.startsWith(beginning))?.[1] ?? "none"];
};

/** The line that says how many tests ran on which engine; a test that ran on several counts for each of them. */
export const enginesLine = (counts: ReadonlyMap<string, number>): string => {
  const rank = (name: string) => words.findIndex(([engine]) => name.startsWith(engine));
  const told = [...counts]
    .filter(([name]) => name !== "none")
    .toSorted(([a], [b]) => rank(a) - rank(b))
    .map(([name, count]) => `${name} ${count}`);
  return `on ${[...told, `no database ${counts.get("none") ?? 0}`].join(", ")}`;
};

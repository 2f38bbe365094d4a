/** What the files below a folder may import. */
export interface Room {
  /** Folder from the root of the checkout. */
  readonly path: string;
  /** Relative imports stay inside this folder. */
  readonly within: string;
  /** Packages of the workspace by their name after `@planwright/`; a front end sees only the main entry of another package. */
  readonly packages: ReadonlyArray<string>;
  /** Everything from outside: exact names, `prefix/*` for subpaths, `node:*`. "declared": whatever the manifest lists. */
  readonly outside: ReadonlyArray<string> | "declared";
  /** Ships to users: what it imports must be in `dependencies`, and the `effect` barrel costs every start. */
  readonly shipped: boolean;
  /** Ships as a bundle with what it imports inside, so that what it imports need only be there while it is built. */
  readonly bundled?: boolean;
  /** May import the entries that exist for tests (`@planwright/domain/testing`). */
  readonly testing: boolean;
}

/** The database is behind `persistence` and `migrations`; a front end that opens it itself has found a second door. */
export const drivers = ["@mikro-orm/*", "kysely", "better-sqlite3", "pg", "node:sqlite"];

const source = (
  name: string,
  packages: ReadonlyArray<string>,
  outside: Room["outside"] = "declared",
): Room => ({
  path: `packages/${name}/src`,
  within: `packages/${name}/src`,
  packages,
  outside,
  shipped: true,
  testing: false,
});

/** Tests see their own package, what that package may see, and what `more` names. */
const tests = (name: string, packages: ReadonlyArray<string>): Room => ({
  path: `packages/${name}/test`,
  within: `packages/${name}`,
  packages: [name, ...packages],
  outside: "declared",
  shipped: false,
  testing: true,
});

const outer = (path: string, packages: ReadonlyArray<string>, testing: boolean): Room => ({
  path,
  within: path,
  packages,
  outside: "declared",
  shipped: false,
  testing,
});

const all = ["domain", "persistence", "migrations", "cli", "http"];

/**
 * The direction of imports: `domain <- persistence <- cli, http`; `migrations <- cli, http`; persistence meets migrations in tests only;
 * the command line may start the HTTP server; features, proofs and bench see everything; end-to-end sees built packages only;
 * the server for tests is for tests.
 */
export const rooms: ReadonlyArray<Room> = [
  source("domain", [], ["effect/*"]),
  {
    path: "packages/domain/testing",
    within: "packages/domain",
    packages: ["domain"],
    outside: ["effect/*", "vitest", "@effect/vitest"],
    shipped: false,
    testing: true,
  },
  tests("domain", []),
  source("persistence", ["domain"]),
  tests("persistence", ["domain", "migrations", "test-postgres"]),
  source("migrations", []),
  tests("migrations", ["test-postgres"]),
  source("http", ["domain", "persistence", "migrations"]),
  tests("http", ["domain", "persistence", "migrations", "test-postgres"]),
  { ...source("cli", ["domain", "persistence", "migrations", "http"]), bundled: true },
  { ...source("cli", ["domain"]), path: "packages/cli/bundle", within: "packages/cli", shipped: false },
  { ...source("cli", []), path: "packages/cli/bin", within: "packages/cli" },
  tests("cli", ["domain", "persistence", "migrations", "http", "test-postgres"]),
  outer("features", [...all, "test-postgres"], true),
  outer("robot-equivalent-e2e", [...all, "test-postgres"], false),
  outer("bench", [...all, "test-postgres"], true),
  outer("proofs", [...all, "test-postgres"], true),
  outer("examples", all, false),
  outer("test-postgres", [], false),
  outer("tooling", ["test-postgres"], false),
  { ...outer("scripts", [], false), outside: ["node:*"] },
];

/** Rooms that never name a database driver. */
export const withoutDrivers: ReadonlyArray<string> = [
  "packages/cli/src",
  "packages/http/src",
  "packages/domain/src",
];

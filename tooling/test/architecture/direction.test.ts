import { expect, it } from "vitest";
import { directionProblems } from "../../architecture/direction.ts";
import { rooms } from "../../architecture/rooms.ts";

const declared = () => ({
  dependencies: ["effect", "kysely", "@oclif/core", "express", "@mikro-orm/core", "better-sqlite3"],
  devDependencies: ["vitest", "@effect/vitest"],
});
const problems = (path: string, specifier: string) =>
  directionProblems(path, `import ${JSON.stringify(specifier)};`, rooms, declared);

it.each([
  // the domain knows nothing but effect's modules and itself
  ["packages/domain/src/plan/Plan.ts", "effect"],
  ["packages/domain/src/plan/Plan.ts", "node:fs"],
  ["packages/domain/src/plan/Plan.ts", "vitest"],
  ["packages/domain/src/plan/Plan.ts", "kysely"],
  ["packages/domain/src/plan/Plan.ts", "@planwright/domain"],
  ["packages/domain/src/plan/Plan.ts", "@planwright/persistence"],
  ["packages/domain/src/plan/Plan.ts", "../../testing/index.ts"],
  ["packages/domain/src/plan/Plan.ts", "../../../http/src/app.ts"],
  ["packages/domain/testing/MemoryStore.ts", "node:fs"],
  ["packages/domain/test/plan/Plan.test.ts", "@planwright/persistence"],
  // persistence meets migrations in tests only
  ["packages/persistence/src/Sqlite.ts", "@planwright/migrations"],
  ["packages/persistence/src/Sqlite.ts", "@planwright/http"],
  ["packages/persistence/src/Sqlite.ts", "@planwright/domain/testing"],
  ["packages/persistence/src/Sqlite.ts", "../../domain/src/index.ts"],
  ["packages/persistence/src/Sqlite.ts", "vitest"],
  ["packages/persistence/src/Sqlite.ts", "unheard-of"],
  ["packages/persistence/src/Sqlite.ts", "effect"],
  // migrations know neither domain nor entities
  ["packages/migrations/src/Runner.ts", "@planwright/domain"],
  ["packages/migrations/src/Runner.ts", "@planwright/persistence"],
  ["packages/migrations/test/Runner.test.ts", "@planwright/persistence"],
  // front ends do not open databases, and http does not know the command line
  ["packages/http/src/app.ts", "@planwright/cli"],
  ["packages/http/src/app.ts", "kysely"],
  ["packages/cli/src/main.ts", "@mikro-orm/core"],
  ["packages/cli/src/main.ts", "better-sqlite3"],
  ["packages/cli/src/main.ts", "node:sqlite"],
  // end-to-end sees built packages only
  ["robot-equivalent-e2e/test/a.test.ts", "../../packages/cli/src/main.ts"],
  ["robot-equivalent-e2e/test/a.test.ts", "@planwright/domain/testing"],
  ["features/steps/a.ts", "../../packages/cli/src/main.ts"],
  ["tooling/run/main.ts", "@planwright/domain"],
  ["scripts/dev.mjs", "effect/Effect"],
  // a server for tests is for tests
  ["packages/persistence/src/Sqlite.ts", "@planwright/test-postgres"],
  ["packages/cli/src/main.ts", "@planwright/test-postgres"],
  ["packages/domain/test/plan/Plan.test.ts", "@planwright/test-postgres"],
  ["examples/embed.ts", "@planwright/test-postgres"],
  ["test-postgres/src/startServer.ts", "@planwright/persistence"],
  // a folder that nobody thought about
  ["packages/new/src/index.ts", "effect/Effect"],
])("refuses %s importing %s", (path, specifier) => {
  expect(problems(path, specifier)).toHaveLength(1);
});

it.each([
  ["packages/domain/src/plan/Plan.ts", "effect/Schema"],
  ["packages/domain/src/plan/Plan.ts", "../action/Action.ts"],
  ["packages/domain/testing/PlanStore.ts", "../src/plan/Plan.ts"],
  ["packages/domain/testing/PlanStore.ts", "@effect/vitest"],
  ["packages/domain/test/plan/Plan.test.ts", "../../src/plan/Plan.ts"],
  ["packages/domain/test/plan/Plan.test.ts", "@planwright/domain/testing"],
  ["packages/persistence/src/Sqlite.ts", "@planwright/domain"],
  ["packages/persistence/src/Sqlite.ts", "@mikro-orm/core"],
  ["packages/persistence/src/Sqlite.ts", "node:path"],
  ["packages/persistence/test/Sqlite.test.ts", "@planwright/migrations"],
  ["packages/migrations/src/Runner.ts", "better-sqlite3"],
  ["packages/http/src/app.ts", "@planwright/persistence"],
  ["packages/cli/src/commands/serve.ts", "@planwright/http"],
  ["packages/cli/bin/planwright.js", "../dist/main.js"],
  ["features/steps/a.ts", "@planwright/cli"],
  ["robot-equivalent-e2e/test/a.test.ts", "@planwright/http"],
  ["packages/persistence/test/Postgres.test.ts", "@planwright/test-postgres"],
  ["packages/migrations/test/Postgres.test.ts", "@planwright/test-postgres"],
  ["features/support/stores/postgres.ts", "@planwright/test-postgres"],
  ["bench/main.ts", "@planwright/test-postgres"],
  ["robot-equivalent-e2e/desk/Desk.ts", "@planwright/test-postgres"],
  ["proofs/test/a.test.ts", "@planwright/test-postgres"],
  ["proofs/test/a.test.ts", "@planwright/domain/testing"],
  ["tooling/run/main.ts", "@planwright/test-postgres"],
  ["scripts/dev.mjs", "node:fs"],
])("lets %s import %s", (path, specifier) => {
  expect(problems(path, specifier)).toEqual([]);
});

it("refuses an import that is only known at run time in what ships", () => {
  const source = "declare const name: string;\nexport const load = () => import(name);";
  expect(directionProblems("packages/cli/src/main.ts", source, rooms, declared)).toEqual([
    "packages/cli/src/main.ts:2: imports what is only known at run time",
  ]);
  expect(directionProblems("features/steps/a.ts", source, rooms, declared)).toEqual([]);
});

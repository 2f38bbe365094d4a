import { copyFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Random from "effect/Random";
import { ensureSchema, migrate, status, verify } from "../../src/index.ts";
import { legacyDatabase, open } from "../database.ts";
import { temporaryFolder } from "../folder.ts";
import { fileStage, startMigrator } from "./start.ts";

const soak = process.env.PLANWRIGHT_TEST_SOAK === "1";
const seed = process.env.PLANWRIGHT_TEST_SEED ?? "0";
const at = (file: string) => ({ engine: "sqlite", file }) as const;
const names = ["0001_baseline", "0002_align_plans_schema", "0003_ledger_tables"];

/** What nobody wants beside a ledger: partial copies, journals. */
const leftovers = (folder: string) =>
  readdirSync(folder).filter((name) => !name.includes("rehearsal") && /partial|journal/.test(name));

const race = async (file: string) => {
  const migrators = await Promise.all(Array.from({ length: 8 }, () => startMigrator(fileStage(file))));
  for (const migrator of migrators) migrator.go();
  const ends = await Promise.all(migrators.map(({ end }) => end));
  return ends.map(({ printed }) => printed);
};

it.live.each(["an empty file", "a missing file", "a store of the other program"])(
  "applies each migration once when eight processes migrate %s [U13]",
  (what) =>
    Effect.gen(function* () {
      const folder = temporaryFolder();
      const file = join(folder, "ledger.db");
      if (what === "an empty file") open(file).close();
      if (what === "a store of the other program") legacyDatabase(file).close();
      const results = yield* Effect.promise(() => race(file));
      const applied = results.map((result) =>
        typeof result === "object" && result !== null && "applied" in result ? result.applied : result,
      );
      expect(applied.filter((list) => !Array.isArray(list))).toEqual([]);
      // One did it all, the others found it done: the run is one transaction.
      expect(applied.filter((list) => Array.isArray(list) && list.length === 0)).toHaveLength(7);
      expect(applied).toContainEqual(names.map((name) => expect.objectContaining({ name })));
      const database = open(file);
      expect(database.prepare("SELECT name FROM pw_migrations ORDER BY position").pluck().all()).toEqual(
        names,
      );
      expect(database.pragma("journal_mode", { simple: true })).toBe("wal");
      expect((yield* verify(at(file))).equal).toBe(true);
      expect(leftovers(folder)).toEqual([]);
      expect(readdirSync(folder).filter((name) => name.endsWith(".backup")).length).toBe(
        what === "a store of the other program" ? 1 : 0,
      );
    }),
  120_000,
);

it.live(
  "creates the schema once when several first uses meet [U13]",
  () =>
    Effect.gen(function* () {
      const file = join(temporaryFolder(), "ledger.db");
      const results = yield* Effect.all(
        Array.from({ length: 8 }, () => ensureSchema(at(file))),
        { concurrency: "unbounded" },
      );
      expect(results.filter(({ created }) => created)).toHaveLength(1);
    }),
  60_000,
);

/** Looks at what a killed process left: the old schema or the new one, and a run that succeeds now. */
const afterKill = Effect.fnUntraced(function* (folder: string, file: string, when: string) {
  const { condition } = yield* status(at(file));
  const database = open(file);
  const halfMade = database.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'pw_new%'").pluck().all();
  const integrity = database.pragma("integrity_check", { simple: true });
  database.close();
  yield* migrate(at(file));
  const { equal } = yield* verify(at(file));
  expect({ when, halfMade, integrity, equal, leftovers: leftovers(folder) }).toEqual({
    when,
    halfMade: [],
    integrity: "ok",
    equal: true,
    leftovers: [],
  });
  return condition;
});

const killedAtEvent = async (file: string, event: number) => {
  const migrator = await startMigrator(fileStage(file), event);
  migrator.go();
  return migrator.end;
};

it.live(
  "leaves the old schema or the new one when it is killed at an event of its run [U12]",
  () =>
    Effect.gen(function* () {
      const folder = temporaryFolder();
      const original = join(folder, "original.db");
      legacyDatabase(original).close();
      const total = 30;
      const conditions = new Set<string>();
      // Backup started and finished, a step before and after the rebuild, the check; all of them when soaking.
      for (const event of soak ? Array.from({ length: total }, (_, index) => index) : [0, 1, 10, 12, 26]) {
        const own = join(folder, `at-${event}`);
        const file = `${own}.db`;
        copyFileSync(original, file);
        const { signal } = yield* Effect.promise(() => killedAtEvent(file, event));
        if (signal === "SIGKILL") conditions.add(yield* afterKill(folder, file, `event ${event}`));
      }
      expect(conditions).toEqual(new Set(["legacy"]));
    }),
  300_000,
);

const killedAfter = async (file: string, micros: number) => {
  const migrator = await startMigrator(fileStage(file));
  migrator.go();
  const until = performance.now() + micros / 1_000;
  while (performance.now() < until) await new Promise<void>((resume) => setImmediate(resume));
  migrator.kill();
  return migrator.end;
};

it.live(
  "leaves the old schema or the new one when it is killed at any moment [U12]",
  () =>
    Effect.gen(function* () {
      const folder = temporaryFolder();
      const original = join(folder, "original.db");
      legacyDatabase(original).close();
      for (let round = 0; round < (soak ? 100 : 6); round += 1) {
        const file = join(folder, `round-${round}.db`);
        if (round % 2 === 0) copyFileSync(original, file);
        const micros = yield* Random.nextIntBetween(0, 60_000);
        yield* Effect.promise(() => killedAfter(file, micros));
        const condition = yield* afterKill(
          folder,
          file,
          `round ${round}, after ${micros} microseconds, seed ${seed}`,
        );
        expect(["legacy", "empty", "current"]).toContain(condition);
      }
    }).pipe(Random.withSeed(seed)),
  600_000,
);

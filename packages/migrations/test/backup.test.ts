import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { backup, migrate, verify } from "../src/index.ts";
import { ledger, open } from "./database.ts";
import { contentsOf, temporaryFolder } from "./folder.ts";

const at = (file: string) => ({ engine: "sqlite", file }) as const;
const event =
  "INSERT INTO pw_events (at, type, actor, data_json) VALUES ('t', 'x', 'user:a', hex(zeroblob(5000)))";

it.live("copies one moment of a database while it is written to", () =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    const file = join(folder, "ledger.db");
    const target = join(folder, "copy.db");
    yield* migrate(at(file));
    const writer = open(file);
    const write = writer.prepare(event);
    writer.exec("BEGIN");
    for (let count = 0; count < 2_000; count += 1) write.run();
    writer.exec("COMMIT");
    let turns = 0;
    const result = yield* backup(at(file), target, {
      onPages: () => {
        turns += 1;
        write.run();
      },
    });
    expect(turns).toBeGreaterThan(1);
    expect(result).toEqual({ file: target, bytes: statSync(target).size });
    expect(statSync(target).mode & 0o777).toBe(0o600);
    const copy = open(target);
    expect(copy.prepare("SELECT count(*) FROM pw_events").pluck().get()).toBe(2_000);
    expect(writer.prepare("SELECT count(*) FROM pw_events").pluck().get()).toBe(2_000 + turns);
    expect((yield* verify(at(target))).equal).toBe(true);
    expect(readdirSync(folder).filter((name) => name.includes("partial"))).toEqual([]);
  }),
);

it.live("copies a database in memory", () =>
  Effect.gen(function* () {
    const target = join(temporaryFolder(), "copy.db");
    const database = ledger();
    database.exec(event);
    yield* backup({ engine: "sqlite-handle", database }, target);
    expect(open(target).prepare("SELECT count(*) FROM pw_events").pluck().get()).toBe(1);
  }),
);

it.live("replaces no file, and leaves nothing where it fails", () =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    const file = join(folder, "ledger.db");
    yield* migrate(at(file));
    writeFileSync(join(folder, "taken"), "mine");
    writeFileSync(join(folder, "notes"), "no database, but long enough to look like one".repeat(100));
    const before = contentsOf(folder);
    const reason = (from: string, to: string) =>
      Effect.flip(backup(at(join(folder, from)), join(folder, to))).pipe(Effect.map((error) => error.reason));
    expect(yield* reason("ledger.db", "taken")).toMatchObject({
      _tag: "BackupFailed",
      what: "there is a file of that name already",
    });
    expect(yield* reason("ledger.db", "ledger.db")).toMatchObject({ _tag: "BackupFailed" });
    expect(yield* reason("ledger.db", "no/folder/copy")).toMatchObject({ _tag: "BackupFailed" });
    expect(yield* reason("missing.db", "copy")).toEqual({
      _tag: "Unavailable",
      what: "there is no such file",
    });
    expect(yield* reason("notes", "copy")).toMatchObject({ _tag: "NotADatabase" });
    expect(contentsOf(folder)).toEqual(before);
  }),
);

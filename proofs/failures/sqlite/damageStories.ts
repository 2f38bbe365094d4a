import { closeSync, openSync, readSync, writeSync } from "node:fs";
import type { Handle } from "@planwright/persistence";
import * as Effect from "effect/Effect";
import { openLedger } from "../OpenLedger.ts";
import { outcomeOfPromise } from "../Outcome.ts";
import { Stage } from "../Stage.ts";
import type { Story } from "../Stories.ts";
import type { Files } from "./Files.ts";

type SqliteDatabase = Extract<Handle, { readonly engine: "sqlite-handle" }>["database"];

/** Overwrites a part of a file in its place, and puts back what was there. */
const overwrite = (file: string, at: number, length: number): { readonly restore: () => void } => {
  const before = Buffer.alloc(length);
  const descriptor = openSync(file, "r+");
  readSync(descriptor, before, 0, length, at);
  writeSync(descriptor, Buffer.alloc(length, 0xa5), 0, length, at);
  return {
    restore: () => {
      writeSync(descriptor, before, 0, length, at);
      closeSync(descriptor);
    },
  };
};

/** Damages a part of the file below an open connection, that has everything in the file and nothing in its memory. */
const damaged = (
  says: string,
  part: (database: SqliteDatabase) => readonly [at: number, length: number],
): Story<Files> => ({
  says: [says],
  play: async (files) => {
    const place = files.place();
    const handle = Promise.withResolvers<SqliteDatabase>();
    const prepare = (opened: Handle) =>
      Effect.sync(() => {
        if (opened.engine === "sqlite-handle") handle.resolve(opened.database);
      });
    const stage = await Stage.open(place, { prepare });
    const database = await handle.promise;
    database.pragma("wal_checkpoint(TRUNCATE)");
    const { restore } = overwrite(place.file, ...part(database));
    database.pragma("shrink_memory");
    const outcomes = [
      await stage.look(),
      await stage.use(),
      await outcomeOfPromise(async () => {
        const other = await openLedger(place.url);
        await Effect.runPromise(other.plans.list({}));
      }),
    ];
    const mend = async () => {
      restore();
      database.pragma("shrink_memory");
    };
    return { stage, outcomes, mend };
  },
});

/** The 100 bytes in which a file says what it is. */
export const damagedHeader = damaged(
  "The ledger is damaged: the file is not a SQLite database. Restore a backup.",
  () => [0, 100],
);

/** The first page of the plans. */
export const damagedPage = damaged(
  "The ledger is damaged: database disk image is malformed. Restore a backup.",
  (database) => {
    const size = Number(database.pragma("page_size", { simple: true }));
    const root = database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'v3_plans'").pluck().get();
    return [(Number(root) - 1) * size, size];
  },
);

import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureSchema } from "@planwright/migrations";
import * as Effect from "effect/Effect";
import { newFolder } from "../runFolder.ts";
import type { Database, Engine } from "./Engine.ts";

/** SQLite in files of a new folder; an empty ledger is a copy of one that the migrations made. */
export const openSqlite = async (): Promise<Engine> => {
  const folder = newFolder();
  const template = join(folder, "template.db");
  await Effect.runPromise(ensureSchema({ engine: "sqlite", file: template }));
  let made = 0;
  const place = (): { readonly file: string; readonly database: Database } => {
    const own = join(folder, String(++made));
    mkdirSync(own);
    const file = join(own, "ledger.db");
    return {
      file,
      database: {
        url: `sqlite://${file}`,
        drop: async () => rmSync(own, { recursive: true, force: true }),
      },
    };
  };
  return {
    name: "SQLite",
    ownClock: false,
    gaps: false,
    ledger: async () => {
      const { database, file } = place();
      copyFileSync(template, file);
      return database;
    },
    empty: async () => place().database,
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
};

import { rmSync } from "node:fs";
import { join } from "node:path";
import { ensureSchema } from "@planwright/migrations";
import type Database from "better-sqlite3";
import * as Effect from "effect/Effect";
import { sqliteSeeder } from "../seed/sqliteSeeder.ts";
import { recordCalls } from "../sqlite/recordCalls.ts";
import { openSqliteLedger } from "../sqlite/sqliteArena.ts";
import type { GrownLedger } from "./GrownLedger.ts";
import { makeTemplates, plansOf } from "./mixedLedger.ts";
import { Sampler } from "./Sampler.ts";
import { shortText } from "./shortText.ts";

/** Makes a ledger of mixed plans in a file and opens it. */
export const growSqlite = async (folder: string, size: number): Promise<GrownLedger> => {
  const file = join(folder, `grown-${size}.db`);
  await Effect.runPromise(ensureSchema({ engine: "sqlite", file }));
  const made = await openSqliteLedger(file);
  const templates = await makeTemplates(made.ledger);
  await made.ledger.close();
  const sampler = new Sampler(size);
  await sqliteSeeder(file).load(sampler.over(plansOf(size, templates)));
  const { database, ledger } = await openSqliteLedger(file);
  const event = database.prepare<[], number>("SELECT max(id) / 2 FROM pw_events").pluck().get() ?? 0;
  const sample = { ...sampler.sample, event };
  let take: ReturnType<typeof recordCalls>["take"] = () => [];
  const recorded = await openSqliteLedger(file, (connection) => {
    take = recordCalls(connection).take;
  });
  return {
    engine: "SQLite",
    size,
    ledger,
    sample,
    explain: async (probe) => {
      take();
      const then = await probe.run({ ledger: recorded.ledger, sample }, 0);
      const texts = new Set(take().map(({ text }) => text));
      await then();
      return [...texts]
        .filter((text) => LOOKING.test(text))
        .map((statement) => ({ statement: shortText(statement), steps: explainText(database, statement) }))
        .filter(({ steps }) => steps.length > 0);
    },
    close: async () => {
      await ledger.close();
      await recorded.ledger.close();
      rmSync(file);
    },
  };
};

/** Statements that look for rows of the ledger; a look at the schema is part of every unit of work. */
const LOOKING = /^(?!.*\bsqlite_schema\b)(?:select|insert|update|delete|with)\b/i;

/** SQLite tells how it looks for rows, and not how many it has found. */
const explainText = (database: Database.Database, text: string): ReadonlyArray<string> =>
  database
    .prepare<Array<null>, { readonly detail: string }>(`EXPLAIN QUERY PLAN ${text}`)
    .all(...Array.from({ length: text.split("?").length - 1 }, () => null))
    .map(({ detail }) => detail);

import type { Database } from "better-sqlite3";
import { type Comparison, compareCatalogues } from "../catalogue/compareCatalogues.ts";
import { tooOld } from "../chain/pending.ts";
import { readCatalogue } from "./catalogue.ts";
import type { Chain } from "./chain.ts";
import { freshDatabase } from "./freshDatabase.ts";
import { preflight } from "./up.ts";

/** Holds a database against one that the same migrations make anew; throws when migrations are pending. Only reads. */
export const verifySchema = (database: Database, location: string, chain: Chain): Comparison => {
  const { from, pending } = preflight(database, location, { chain, onlyEmpty: true });
  if (pending.length > 0) throw tooOld(from, pending, location);
  const fresh = freshDatabase(chain);
  try {
    const expected = readCatalogue(fresh);
    return compareCatalogues(expected, readCatalogue(database, new Set(expected.map(({ table }) => table))));
  } finally {
    fresh.close();
  }
};

import { type Comparison, compareCatalogues } from "../catalogue/compareCatalogues.ts";
import { readCatalogue } from "./catalogue/readCatalogue.ts";
import { releaseFacts } from "./catalogue/releaseFacts.ts";
import type { Chain } from "./chain.ts";
import type { Place } from "./place.ts";
import { preflight } from "./preflight.ts";

/** Holds a database against what the same migrations make of an empty one; throws when migrations are pending. Only reads. */
export const verifySchema = async (place: Place, chain: Chain): Promise<Comparison> => {
  await preflight(place, { chain, onlyCurrent: true });
  const known = new Set(releaseFacts.map(({ table }) => table));
  return compareCatalogues(releaseFacts, await readCatalogue(place, known));
};

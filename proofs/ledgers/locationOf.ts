import type { Location } from "@planwright/migrations";
import { parseLocation } from "@planwright/persistence";
import * as Result from "effect/Result";

/** Where migrations find the database under a URL. */
export const locationOf = (url: string): Location => {
  const location = Result.getOrThrow(parseLocation(url));
  if (location.engine === "sqlite-memory") throw new RangeError("a ledger in memory cannot be shared");
  return location;
};

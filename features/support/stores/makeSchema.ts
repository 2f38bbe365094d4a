import { migrate } from "@planwright/migrations";
import { parseLocation } from "@planwright/persistence";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";

/** Brings the database of a URL up to date, as `planwright db migrate` does. */
export const makeSchema = async (url: string): Promise<void> => {
  const location = Result.getOrThrow(parseLocation(url));
  if (location.engine === "sqlite-memory") throw new Error(`${url} is new for everybody who opens it`);
  await Effect.runPromise(migrate(location));
};

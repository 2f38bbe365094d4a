import { type PostgresLocation, parseLocation } from "@planwright/persistence";
import * as Result from "effect/Result";

/** The address of another database of the same server. */
export const urlOf = (server: string, database: string): string => {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
};

/** The location of a database on a server. */
export const locate = (url: string): PostgresLocation => {
  const location = Result.getOrThrow(parseLocation(url));
  if (location.engine !== "postgresql") throw new TypeError("the server is no PostgreSQL");
  return location;
};

import * as Result from "effect/Result";
import { LocationError } from "./LocationError.ts";
import { type Environment, type PostgresLocation, parsePostgresUrl } from "./postgres/parsePostgresUrl.ts";

/** Where a ledger is kept (storage.md section 1). */
export type Location =
  | { readonly engine: "sqlite"; readonly file: string }
  | { readonly engine: "sqlite-memory" }
  | PostgresLocation;

const SQLITE = "sqlite://";
const MEMORY = "sqlite::memory:";
const POSTGRES = /^postgres(?:ql)?:\/\//;

const refuse = (_tag: "NotAUrl" | "RelativePath"): Result.Result<never, LocationError> =>
  Result.fail(new LocationError({ reason: { _tag } }));

/**
 * Reads `sqlite:///absolute/path`, whose path is taken as it is (nothing in it is escaped), `sqlite::memory:`, a new
 * ledger for each connection, or `postgresql://user:password@host:port/database?options`.
 *
 * @param environment where libpq's variables stand for what a `postgresql:` URL leaves out
 */
export const parseLocation = (
  url: string,
  environment: Environment = process.env,
): Result.Result<Location, LocationError> => {
  if (url === MEMORY) return Result.succeed({ engine: "sqlite-memory" });
  if (POSTGRES.test(url)) return parsePostgresUrl(url, environment);
  if (url.startsWith(SQLITE)) {
    const file = url.slice(SQLITE.length);
    if (file.includes("\0") || file === "/") return refuse("NotAUrl");
    return file.startsWith("/") ? Result.succeed({ engine: "sqlite", file }) : refuse("RelativePath");
  }
  return refuse(url.startsWith("sqlite:") ? "RelativePath" : "NotAUrl");
};

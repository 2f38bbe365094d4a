import * as Result from "effect/Result";
import { LocationError, type LocationReason } from "./LocationError.ts";

/** Where a ledger is kept (storage.md section 1). */
export type Location =
  | { readonly engine: "sqlite"; readonly file: string }
  | { readonly engine: "sqlite-memory" };

const SQLITE = "sqlite://";
const MEMORY = "sqlite::memory:";

const refuse = (reason: LocationReason): Result.Result<never, LocationError> =>
  Result.fail(new LocationError({ reason }));

/**
 * Reads `sqlite:///absolute/path`, whose path is taken as it is (nothing in it is escaped), or `sqlite::memory:`, a new
 * ledger for each connection. `postgresql://` is known and refused.
 */
export const parseLocation = (url: string): Result.Result<Location, LocationError> => {
  if (url === MEMORY) return Result.succeed({ engine: "sqlite-memory" });
  if (/^postgres(?:ql)?:/.test(url)) return refuse({ _tag: "NotInThisRelease", engine: "PostgreSQL" });
  if (url.startsWith(SQLITE)) {
    const file = url.slice(SQLITE.length);
    if (file.includes("\0") || file === "/") return refuse({ _tag: "NotAUrl" });
    return file.startsWith("/")
      ? Result.succeed({ engine: "sqlite", file })
      : refuse({ _tag: "RelativePath" });
  }
  return refuse({ _tag: url.startsWith("sqlite:") ? "RelativePath" : "NotAUrl" });
};

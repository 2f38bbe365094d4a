import Database from "better-sqlite3";
import type { MigrationReason } from "../MigrationError.ts";

/** What a failure of SQLite means for the database as a whole; undefined for a failure of the statement itself (syntax, constraint). */
export const classify = (error: unknown): MigrationReason | undefined => {
  if (!(error instanceof Database.SqliteError)) return undefined;
  const { code, message } = error;
  const [, family = ""] = code.split("_");
  switch (family) {
    case "BUSY":
    case "LOCKED":
      return { _tag: "Busy", waitedMillis: 0 };
    case "NOTADB":
      return { _tag: "NotADatabase", what: "it has another content" };
    case "CORRUPT":
      return { _tag: "Corrupt", what: message };
    case "READONLY":
      return {
        _tag: "ReadOnly",
        what: code === "SQLITE_READONLY_DIRECTORY" ? "its folder is read-only" : "the file is read-only",
      };
    case "FULL":
      return { _tag: "Full" };
    case "CANTOPEN":
    case "IOERR":
    case "PERM":
    case "AUTH":
    case "NOMEM":
    case "PROTOCOL":
      return { _tag: "Unavailable", what: `${message} (${code})` };
    default:
      return undefined;
  }
};

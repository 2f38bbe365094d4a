import type { StorageReason } from "@planwright/domain";

/** An error of SQLite as its driver throws it; `code` is the name of the extended result code. */
interface SqliteFailure extends Error {
  readonly code: string;
}

const isSqliteFailure = (cause: unknown): cause is SqliteFailure =>
  cause instanceof Error &&
  "code" in cause &&
  typeof cause.code === "string" &&
  cause.code.startsWith("SQLITE_");

const CONSTRAINT_NAMED = /^(?:UNIQUE|CHECK|NOT NULL) constraint failed: (.+)$/s;
const TRIGGER_WORD = /^planwright: ([a-z_]+)/;
const MISSING = /^(?:no such (table|column): "?([^\s"]+)|table (\S+) has no column named (\S+))/;

/** The name of a constraint, the word of one of our triggers, or what kind of constraint it was. */
const constraintOf = (message: string): string =>
  CONSTRAINT_NAMED.exec(message)?.[1] ??
  TRIGGER_WORD.exec(message)?.[1] ??
  // SQLite names no foreign key, and reports a restricted delete as if a trigger had refused it.
  (message.startsWith("FOREIGN KEY") ? "a foreign key" : "a constraint");

const missing = (message: string): StorageReason | undefined => {
  const [found, kind, name, table, column] = MISSING.exec(message) ?? [];
  if (found === undefined) return undefined;
  const what = kind === undefined ? `no column ${table}.${column}` : `no ${kind} ${name}`;
  return { _tag: "SchemaTooOld", what: `The ledger has ${what}: its schema is older than this program.` };
};

const readOnly = (code: string): StorageReason =>
  code === "SQLITE_READONLY_DBMOVED"
    ? { _tag: "Unavailable", what: "its file was moved or removed while it was open" }
    : { _tag: "ReadOnly" };

/** The result codes by family, the part after `SQLITE_`. */
const ofSqlite = (failure: SqliteFailure, waitedMillis: number): StorageReason | undefined => {
  const { code, message } = failure;
  switch (code.split("_")[1]) {
    case "BUSY":
    case "LOCKED":
      return { _tag: "Busy", waitedMillis };
    case "CONSTRAINT":
      // A value of another type than its column's is our own mistake.
      return code === "SQLITE_CONSTRAINT_DATATYPE"
        ? undefined
        : { _tag: "Conflict", constraint: constraintOf(message) };
    case "FULL":
      return { _tag: "Full" };
    case "READONLY":
      return readOnly(code);
    case "CORRUPT":
      return { _tag: "Corrupt", what: message };
    case "NOTADB":
      return { _tag: "Corrupt", what: "the file is not a SQLite database" };
    case "CANTOPEN":
    case "IOERR":
    case "NOLFS":
    case "NOMEM":
    case "PERM":
    case "PROTOCOL":
      return { _tag: "Unavailable", what: `${message} (${code})` };
    case "ERROR":
      return missing(message);
    default:
      return undefined;
  }
};

/**
 * What an error of SQLite means, or undefined for what is none and for what no caller can do anything about.
 *
 * @param waitedMillis how long the caller had waited for a lock
 */
export const classifySqlite = (cause: unknown, waitedMillis: number): StorageReason | undefined =>
  isSqliteFailure(cause) ? ofSqlite(cause, waitedMillis) : undefined;

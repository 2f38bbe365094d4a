import type { StorageReason } from "@planwright/domain";
import { isServerError, type ServerError } from "./isServerError.ts";

const TRIGGER_WORD = /^planwright: ([a-z_]+)/;

/** The name of a constraint, or the word of one of our triggers; SQLite has a trigger where this is a key. */
const constraintOf = ({ code, column, constraint, message, table }: ServerError): string => {
  if (constraint === "v3_plans_pkey") return "plan_exists";
  const word = TRIGGER_WORD.exec(message)?.[1];
  if (word !== undefined) return word;
  return (code === "23502" ? `${table}.${column}` : constraint) ?? "a constraint";
};

const MISSING = /^(relation|column|function) "?([^\s"]+)"?.* does not exist/;

const tooOld = (message: string): StorageReason => {
  const [, kind, name] = MISSING.exec(message) ?? [];
  const what =
    kind === undefined ? `says "${message}"` : `has no ${kind === "relation" ? "table" : kind} ${name}`;
  return { _tag: "SchemaTooOld", what: `The ledger ${what}: its schema is older than this program.` };
};

const unavailable = (what: string): StorageReason => ({ _tag: "Unavailable", what });

/** By the class of the error, the first two characters of its code. */
const ofClass = (error: ServerError): StorageReason | undefined => {
  switch (error.code.slice(0, 2)) {
    case "08": // connection
    case "28": // authorization
    case "53": // resources of the server
    case "57": // an operator's doing: a server that stops, or starts
    case "58": // the system below the server
      return unavailable(error.message);
    case "23": // constraints, and our triggers
    case "P0": // other people's triggers
      return { _tag: "Conflict", constraint: constraintOf(error) };
    case "XX":
      return error.code === "XX000" ? undefined : { _tag: "Corrupt", what: error.message };
    default:
      return undefined;
  }
};

/** By the code itself, as the manual's appendix has them. */
const ofCode = (error: ServerError, waitedMillis: number): StorageReason | undefined => {
  switch (error.code) {
    case "40001": // serialization_failure, and on a copy: in the way of what it has to write
    case "40P01": // deadlock_detected
    case "53300": // too_many_connections: others may go
    case "55P03": // lock_not_available
    case "57014": // query_canceled: by a time-out, or by somebody
      return { _tag: "Busy", waitedMillis };
    case "53100":
      return { _tag: "Full" };
    case "25006": // read_only_sql_transaction: a copy, or a database that is set to it
    case "42501": // insufficient_privilege
      return { _tag: "ReadOnly" };
    case "25P03": // idle_in_transaction_session_timeout
    case "25P04": // transaction_timeout
    case "3D000": // invalid_catalog_name
      return unavailable(error.message);
    case "0A000": // a prepared statement whose table was changed (and what is not supported at all, which nobody asks for)
    case "26000": // a prepared statement that somebody has thrown away
      return unavailable("its schema was changed while it was open");
    case "42P01":
    case "42703":
    case "42883":
      return tooOld(error.message);
    case "54000": // program_limit_exceeded: a name that is too long for an index
      return { _tag: "Conflict", constraint: "the longest entry that an index may have" };
    case "58P01": // undefined_file: of the server's own
      return { _tag: "Corrupt", what: error.message };
    default:
      return ofClass(error);
  }
};

/**
 * What an error of a PostgreSQL server means, or undefined for what is none and for what no caller can do anything about.
 *
 * @param waitedMillis how long the caller had waited
 */
export const classifyPostgres = (cause: unknown, waitedMillis: number): StorageReason | undefined =>
  isServerError(cause) ? ofCode(cause, waitedMillis) : undefined;

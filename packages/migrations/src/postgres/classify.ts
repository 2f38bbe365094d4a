import { DatabaseError } from "pg";
import type { MigrationReason } from "../MigrationError.ts";

const unavailable = (what: string): MigrationReason => ({ _tag: "Unavailable", what });

const ofServer = ({ code = "", message }: DatabaseError): MigrationReason | undefined => {
  switch (code) {
    case "55P03":
    case "40P01":
    case "40001":
      return { _tag: "Busy", waitedMillis: 0 };
    case "25006":
    case "42501":
      return { _tag: "ReadOnly", what: message };
    case "53100":
      return { _tag: "Full" };
    case "XX001":
    case "XX002":
      return { _tag: "Corrupt", what: message };
    case "3D000":
      return unavailable(message);
  }
  // Connections, authorization, resources, an operator or a time-out that ended the statement, the server's system.
  return ["08", "28", "53", "57", "58"].includes(code.slice(0, 2)) ? unavailable(message) : undefined;
};

/** What the driver says when a connection ends under it; it gives these no code. */
const LOST = /^(?:Connection terminated|Client has encountered a connection error|Client was closed)/;

/** What a failure of PostgreSQL, or of the way to it, means for the database as a whole; undefined for a failure of the statement itself. */
export const classify = (error: unknown): MigrationReason | undefined => {
  if (error instanceof DatabaseError) return ofServer(error);
  if (!(error instanceof Error)) return undefined;
  const system = "syscall" in error || LOST.test(error.message);
  return system ? unavailable(error.message) : undefined;
};

/** The same for a connection that was not made: whatever the reason is, there is no database to work on. */
export const classifyConnecting = (error: unknown): MigrationReason => {
  const known = classify(error);
  // A right that is missing here is the right to connect.
  if (known !== undefined) return known._tag === "ReadOnly" ? unavailable(known.what) : known;
  // Several addresses of one host that all refuse have their reasons inside.
  const [first]: ReadonlyArray<unknown> = error instanceof AggregateError ? error.errors : [error];
  return unavailable(first instanceof Error ? first.message : String(first));
};

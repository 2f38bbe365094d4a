/** What a server says of an error, as the driver throws it. */
export interface ServerError extends Error {
  /** SQLSTATE: five characters, the first two of which are the class. */
  readonly code: string;
  readonly severity: string;
  readonly constraint?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  /** The rows that it is about. */
  detail?: string | undefined;
  /** The statements that it is about. */
  where?: string | undefined;
}

/** Whether an error is a server's own, and not one of the way to it. */
export const isServerError = (cause: unknown): cause is ServerError =>
  cause instanceof Error &&
  "severity" in cause &&
  typeof cause.severity === "string" &&
  "code" in cause &&
  typeof cause.code === "string" &&
  cause.code.length === 5;

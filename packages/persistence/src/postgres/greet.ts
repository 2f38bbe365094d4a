import type { PoolClient } from "pg";

/** Why a server that can be reached is of no use. */
export class UnfitServer extends Error {
  override readonly name = "UnfitServer";
}

const GREETING = `
  SELECT current_setting('server_version_num')::int AS version,
    current_setting('server_version') AS release,
    current_setting('server_encoding') AS encoding,
    CASE WHEN pg_is_in_recovery() THEN '' ELSE left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) END AS timeline,
    checkpoint_lsn::text AS checkpoint
  FROM pg_control_checkpoint()`;

/** How far a server had come with which history when a connection to it was made. */
export interface History {
  /** The name of the history that it writes; "" of a copy. */
  readonly timeline: string;
  /** Its last checkpoint. */
  readonly checkpoint: string;
}

interface Greeting extends History {
  readonly version: number;
  readonly release: string;
  readonly encoding: string;
}

const OLDEST = 140_000;

/** Why a server is of no use, if it is not. */
const unfit = ({ encoding, release, version }: Greeting): UnfitServer | undefined => {
  if (version < OLDEST)
    return new UnfitServer(`the server is PostgreSQL ${release}, and 14 or newer is needed`);
  if (encoding === "UTF8") return undefined;
  return new UnfitServer(`the database keeps its texts as ${encoding}, and UTF8 is needed`);
};

/**
 * Asks a server on a new connection what it is. A server that has let somebody in may still say nothing more; then the
 * connection is cut.
 *
 * @param greeted is told what is wrong, or how far the server has come
 */
export const greet = (
  client: PoolClient,
  withinMillis: number,
  greeted: (cause: Error | undefined, history?: History) => void,
): void => {
  const silence = setTimeout(() => {
    client.connection.stream.destroy(new Error("timeout"));
  }, withinMillis);
  client.query<Greeting>(GREETING, (cause: Error | null | undefined, result) => {
    clearTimeout(silence);
    const greeting = cause ? undefined : result.rows[0];
    if (greeting === undefined) greeted(cause ?? new UnfitServer("the server does not say what it is"));
    else greeted(unfit(greeting), greeting);
  });
};

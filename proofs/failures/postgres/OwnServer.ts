import { type Server, startServer } from "@planwright/test-postgres";
import { Databases } from "./Databases.ts";

/** Whoever is called so is asked for a password. */
export const GUARDED = "guarded";

const ACCESS = `
host all ${GUARDED} 127.0.0.1/32 scram-sha-256
host all all 127.0.0.1/32 trust
host replication all 127.0.0.1/32 trust
`;

/** A server that a file of tests may do anything to. */
export class OwnServer extends Databases {
  readonly server: Server;

  private constructor(server: Server) {
    super(server.url);
    this.server = server;
  }

  /**
   * Starts one. It takes 20 clients and finds deadlocks at once. In recovery from an archive, which a file
   * `recovery.signal` asks for, it waits until there is a file `go` in its data folder. What is not committed yet it
   * writes down late, so that a crash loses it wholly.
   */
  static async start(): Promise<OwnServer> {
    const settings = {
      max_connections: "20",
      deadlock_timeout: "20ms",
      wal_writer_delay: "10s",
      restore_command: "until [ -e go ]; do sleep 0.02; done; false",
    };
    const own = new OwnServer(await startServer({ files: { "pg_hba.conf": ACCESS }, settings }));
    await own.prepare();
    return own;
  }

  /** Makes it as it was at first, whatever a test that has failed may have left. */
  async restore(): Promise<void> {
    await this.server.start();
    await this.admin("ALTER SYSTEM RESET ALL");
    await this.admin("SELECT pg_reload_conf()");
  }

  /** Ends the server and everything of it. */
  async end(): Promise<void> {
    await this.server.remove();
  }
}

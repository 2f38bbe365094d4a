import { readFileSync } from "node:fs";
import path from "node:path";
import { bundledInstallation, type Installation, installationIn } from "./Installation.ts";
import { launch, logFile, type Place } from "./launch.ts";
import { type Plan, raiseServer } from "./raiseServer.ts";
import { DoesNotStart, owner, type Server } from "./Server.ts";

/** What a server is made with; everything has a default. */
export interface ServerOptions {
  /** The folder with `postgres` and `initdb`; "bundled" is the PostgreSQL that the tests bring along. */
  readonly binaries?: string;
  /** More of postgresql.conf, before ours: `{ max_connections: "5" }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * Where the folder with the data is made, as on a small disk. By default in memory where there is room for it, and in
   * the folder for temporary files where there is none, where `TMPDIR` says which, or where `fsync` is on.
   */
  readonly folder?: string;
  /** Files by their names to be written into the data folder before the start, as `server.key` and `pg_hba.conf`. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Nothing here outlives the tests, so that nothing need reach a disk; nothing is left outside of the server's folder. */
const defaults: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  dynamic_shared_memory_type: "mmap",
  max_connections: "200",
  shared_buffers: "64MB",
  fsync: "off",
  full_page_writes: "off",
  wal_keep_size: "64MB",
  jit: "off",
};

const initialise = async (place: Place, { bin, version }: Installation): Promise<void> => {
  const made = ["-D", place.dataFolder, "-U", owner, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"];
  const quick = ["--no-sync", "--no-instructions"];
  const end = await launch(place, path.join(bin, "initdb"), [...made, ...quick]).ended;
  if (end !== "0") throw new DoesNotStart(version, `initdb: ${end}`, readFileSync(logFile(place), "utf8"));
};

/** What a server is raised with. */
export const planFor = ({ binaries = "bundled", files = {}, folder, settings }: ServerOptions): Plan => ({
  installation: binaries === "bundled" ? bundledInstallation() : installationIn(binaries),
  settings: { ...defaults, ...settings },
  folder,
  files,
  fill: initialise,
});

/**
 * Makes and starts a PostgreSQL server: UTF-8, the collation C.UTF-8, one superuser without a password, listening on
 * 127.0.0.1 alone. It ends with this process, however that ends, and its folder is removed then.
 */
export const startServer = async (options: ServerOptions = {}): Promise<Server> =>
  raiseServer(planFor(options));

import { readdirSync } from "node:fs";
import { chown, copyFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { connected } from "./admin.ts";
import { installationIn } from "./Installation.ts";
import type { Place } from "./launch.ts";
import { raiseServer } from "./raiseServer.ts";
import type { Server } from "./Server.ts";

/** Emptied in a copy: these belong to the running server that is copied. */
const emptied = new Set(["pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots"]);
const left = new Set(["postmaster.pid", "postmaster.opts"]);

/** Does it unless what it is about is not there any more. */
const ifThere = async <A>(use: () => A | Promise<A>): Promise<A | undefined> => {
  try {
    return await use();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
};

/**
 * Copies what is there while it changes: a file that goes meanwhile, or a whole database, is made good by the log, as the
 * rest is.
 */
const copyFolder = async (from: string, to: string, place: Place): Promise<void> => {
  const give = async (file: string) => {
    if (place.account !== undefined) await chown(file, place.account.uid, place.account.gid);
  };
  await mkdir(to, { mode: 0o700 });
  await give(to);
  for (const entry of (await ifThere(() => readdirSync(from, { withFileTypes: true }))) ?? []) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (emptied.has(entry.name)) {
      await mkdir(target, { mode: 0o700 });
      await give(target);
    } else if (entry.isDirectory()) await copyFolder(source, target, place);
    else if (!left.has(entry.name)) {
      const copied = await ifThere(async () => {
        await copyFile(source, target);
        return true;
      });
      if (copied) await give(target);
    }
  }
};

/** The two calls around a copy, which have other names before PostgreSQL 15; the second answers with the label. */
const backup = (major: number) =>
  major < 15
    ? {
        start: "SELECT pg_start_backup('replica', true, false)",
        stop: "SELECT labelfile FROM pg_stop_backup(false, false)",
      }
    : {
        start: "SELECT pg_backup_start('replica', true)",
        stop: "SELECT labelfile FROM pg_backup_stop(false)",
      };

/**
 * Makes and starts a streaming replica of a running server of ours: it answers reads, as far as it has heard.
 * `pg_wal_replay_pause()` on it keeps it behind. Settings are those of the server, and these.
 */
export const startReplica = (
  primary: Server,
  settings: Readonly<Record<string, string>> = {},
): Promise<Server> =>
  raiseServer({
    installation: installationIn(primary.bin),
    settings: {
      ...primary.settings,
      primary_conninfo: `host=127.0.0.1 port=${primary.port} user=${new URL(primary.url).username}`,
      ...settings,
    },
    folder: undefined,
    files: { "standby.signal": "" },
    fill: (place) =>
      connected(primary.url, async (client) => {
        const { start, stop } = backup(primary.major);
        await client.query(start);
        await copyFolder(primary.dataFolder, place.dataFolder, place);
        const { rows } = await client.query<{ labelfile: string }>(stop);
        const label = path.join(place.dataFolder, "backup_label");
        await writeFile(label, rows[0]?.labelfile ?? "", { mode: 0o600 });
        if (place.account !== undefined) await chown(label, place.account.uid, place.account.gid);
      }),
  });

import { type Server, startServer } from "@planwright/test-postgres";

/** As users have it: what is committed is on the disk, and the tables of the largest ledger fit into memory. */
export const SETTINGS = {
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  shared_buffers: "2GB",
  max_wal_size: "8GB",
  checkpoint_timeout: "30min",
  wal_keep_size: "0",
  maintenance_work_mem: "512MB",
  max_connections: "100",
} as const;

/** A server of the bench's own, on the disk of the temporary folder; it ends with this process. */
export const startBenchServer = (more: Readonly<Record<string, string>> = {}): Promise<Server> =>
  startServer({ settings: { ...SETTINGS, ...more } });

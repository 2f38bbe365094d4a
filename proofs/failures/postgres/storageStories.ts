import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startReplica } from "@planwright/test-postgres";
import type { Stage } from "../Stage.ts";
import type { Stories, Story } from "../Stories.ts";
import { until } from "../until.ts";
import { ask } from "./Databases.ts";
import { diskFull, logDiskFull } from "./diskStories.ts";
import { far } from "./far.ts";
import type { OwnServer } from "./OwnServer.ts";
import { terminateAll } from "./sessions.ts";

const READ_ONLY =
  "The ledger cannot be written to: its file, folder or server allows reading only. Nothing was written.";

/** Whoever only reads does not notice. */
const canStillRead = async (stage: Stage): Promise<void> => {
  const { told } = await stage.look();
  if (told !== null) throw new Error("reading failed as well", { cause: told });
};

const readOnly: Story<OwnServer> = {
  says: [READ_ONLY],
  play: async (own) => {
    const stage = await own.stage();
    await own.set("default_transaction_read_only", "on");
    // A server takes a moment until it has read its settings anew.
    await until("the server was not read-only", async () => {
      const [row] = await stage.ask("SHOW default_transaction_read_only");
      return row?.default_transaction_read_only === "on";
    });
    await terminateAll(stage.url);
    const outcomes = [await stage.use(), await stage.use()];
    await canStillRead(stage);
    const mend = async () => {
      await own.set("default_transaction_read_only", null);
      await until("the server was still read-only", async () => {
        const [row] = await stage.ask("SHOW default_transaction_read_only");
        return row?.default_transaction_read_only === "off";
      });
    };
    return { stage, outcomes, mend };
  },
};

/** The server is replaced by its copy, at the same address; the copy may not be written to before it is told so. */
const standby: Story<OwnServer> = {
  says: [READ_ONLY],
  play: async (own) => {
    const { network, stage } = await far(own);
    const copy = await startReplica(own.server, { restore_command: "false" });
    const admin = ask(copy.url);
    const [at] = await own.admin("SELECT pg_current_wal_flush_lsn()::text AS lsn");
    await until("the copy did not hear of everything", async () => {
      const [row] = await admin(`SELECT pg_last_wal_replay_lsn() >= '${String(at?.lsn)}' AS heard`);
      return row?.heard === true;
    });
    network.leadTo(copy.url);
    const outcomes = [await stage.use(), await stage.use()];
    await canStillRead(stage);
    const there = new URL(stage.url);
    there.port = String(copy.port);
    const followed = stage.movedTo({ url: there.href, ask: ask(there.href), remove: () => copy.remove() });
    const mend = async () => void (await admin("SELECT pg_promote()"));
    return { stage: followed, outcomes, mend };
  },
};

/** An administrator removes the database in which everybody is, and later restores a copy of it. */
const removed: Story<OwnServer> = {
  says: ['The ledger cannot be reached: database "DATABASE" does not exist.'],
  play: async (own) => {
    const place = await own.place();
    const { database } = place;
    const stage = await own.stageIn(place, place.url);
    const backup = `backup_of_${database}`;
    await terminateAll(stage.url);
    await own.create(backup, database);
    await stage.look();
    await own.drop(database);
    const outcomes = [await stage.use(), await stage.look()];
    const mend = async () => {
      await own.create(database, backup);
      await own.drop(backup);
    };
    return { stage, outcomes, mend };
  },
};

const PAGE = 8_192;

/** A page of the plans is overwritten while the server is stopped, as a bad disk does it at any time. */
const damagedPage: Story<OwnServer> = {
  says: ['The ledger is damaged: invalid page in block N of relation "base/N/N". Restore a backup.'],
  play: async (own) => {
    const stage = await own.stage();
    const [row] = await stage.ask("SELECT pg_relation_filepath('v3_plans') AS path");
    const file = join(own.server.dataFolder, String(row?.path));
    await own.server.stop();
    const whole = readFileSync(file);
    writeFileSync(file, Buffer.concat([Buffer.alloc(PAGE, 0xa5), whole.subarray(PAGE)]));
    await own.server.start();
    const outcomes = [await stage.look(), await stage.use()];
    const mend = async () => {
      await own.server.stop();
      writeFileSync(file, whole);
      await own.server.start();
    };
    return { stage, outcomes, mend };
  },
};

/** Something of the schema is not there for a while. */
const schemaWithout = (says: string, hide: string, show: string): Story<OwnServer> => ({
  says: [says],
  play: async (own) => {
    const stage = await own.stage();
    await stage.ask(hide);
    const outcomes = [await stage.use()];
    return { stage, outcomes, mend: async () => void (await stage.ask(show)) };
  },
});

/** What becomes of what a server keeps a ledger in. */
export const storageStories: Stories<OwnServer, "storage"> = {
  diskFull,
  logDiskFull,
  readOnly,
  readOnlyFolder: {
    lacks: "A folder that its server may not write to keeps the server from starting: `refused`.",
  },
  standby,
  removed,
  replaced: { lacks: "A ledger is its name on the server; another database of that name is the ledger." },
  damagedHeader: { lacks: "A cluster whose control file is damaged does not start: `refused`." },
  damagedPage,
  logRemoved: { lacks: "A server without its log does not start: `refused`." },
  tableDropped: schemaWithout(
    "The ledger has no table pw_gate_decisions: its schema is older than this program. Run `planwright db migrate` to bring it up to date.",
    "ALTER TABLE pw_gate_decisions RENAME TO away",
    "ALTER TABLE away RENAME TO pw_gate_decisions",
  ),
  olderSchema: schemaWithout(
    "The ledger has no column lease_fence: its schema is older than this program. Run `planwright db migrate` to bring it up to date.",
    "ALTER TABLE v3_plans RENAME COLUMN lease_fence TO away",
    "ALTER TABLE v3_plans RENAME COLUMN away TO lease_fence",
  ),
};

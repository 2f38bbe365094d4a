import { linkSync, renameSync, rmSync } from "node:fs";
import { Stage } from "../Stage.ts";
import type { Stories, Story } from "../Stories.ts";
import { damagedHeader, damagedPage } from "./damageStories.ts";
import { diskFull } from "./diskStories.ts";
import type { Files } from "./Files.ts";
import { readOnly, readOnlyFolder } from "./readOnlyStories.ts";
import { LOG_MOVED, MOVED } from "./sentences.ts";

/** Somebody removes a file of an open ledger, by its name alone, and puts the same file back later. */
const gone = (part: "" | "-wal", says: string): Story<Files> => ({
  says: [says],
  play: async (files) => {
    const place = files.place();
    const [file, kept] = [`${place.file}${part}`, `${place.file}.kept`];
    const stage = await Stage.open(place);
    linkSync(file, kept);
    rmSync(file);
    const outcomes = [await stage.use(), await stage.look()];
    const mend = async () => renameSync(kept, file);
    return { stage, outcomes, mend };
  },
});

/** Somebody restores a backup while the ledger is open: whoever opens it then has the backup. */
const replaced: Story<Files> = {
  says: [MOVED],
  play: async (files) => {
    const place = files.place();
    const kept = `${place.file}.kept`;
    const stage = await Stage.open(place);
    const backup = files.place();
    linkSync(place.file, kept);
    renameSync(backup.file, place.file);
    const outcomes = [await stage.use(), await stage.look()];
    const mend = async () => renameSync(kept, place.file);
    return { stage, outcomes, mend };
  },
};

/** Something of the schema is not there for a while. */
const schemaWithout = (says: string, hide: string, show: string): Story<Files> => ({
  says: [says],
  play: async (files) => {
    const stage = await Stage.open(files.place());
    await stage.ask(hide);
    const outcomes = [await stage.use()];
    return { stage, outcomes, mend: async () => void (await stage.ask(show)) };
  },
});

/** What becomes of the file that a ledger is in, and of what the file is on. */
export const storageStories: Stories<Files, "storage"> = {
  diskFull,
  logDiskFull: { lacks: "The log is beside the file, on the same disk: `diskFull`." },
  readOnly,
  readOnlyFolder,
  standby: { lacks: "A file has no copies that follow it." },
  removed: gone("", MOVED),
  replaced,
  damagedHeader,
  damagedPage,
  logRemoved: gone("-wal", LOG_MOVED),
  tableDropped: schemaWithout(
    "The ledger has no table pw_gate_decisions: its schema is older than this program. Run `planwright db migrate` to bring it up to date.",
    "ALTER TABLE pw_gate_decisions RENAME TO away",
    "ALTER TABLE away RENAME TO pw_gate_decisions",
  ),
  olderSchema: schemaWithout(
    "The ledger has no column v3_plans.lease_fence: its schema is older than this program. Run `planwright db migrate` to bring it up to date.",
    "ALTER TABLE v3_plans RENAME COLUMN lease_fence TO away",
    "ALTER TABLE v3_plans RENAME COLUMN away TO lease_fence",
  ),
};

import { SmallDisk } from "../machine/SmallDisk.ts";
import type { Outcome } from "../Outcome.ts";
import { Stage } from "../Stage.ts";
import type { Scene, Story } from "../Stories.ts";
import { openBeside } from "./Beside.ts";
import { holdInUnit } from "./moments.ts";
import type { OwnServer } from "./OwnServer.ts";
import { ServerOnDisk } from "./ServerOnDisk.ts";
import { LOST, NOT_KNOWN, REFUSED } from "./sentences.ts";

const FULL = "The disk that holds the ledger is full; make room and try again. Nothing was written.";

const SIZE = 160 * 1_048_576;

/** Where no small disk can be mounted: a trigger of somebody else says what the server would say. */
const BY_TRIGGER = `
  CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
  CREATE TRIGGER no_room AFTER INSERT ON pw_events FOR EACH STATEMENT EXECUTE FUNCTION no_room()`;

const byTrigger = async (own: OwnServer, missing: string): Promise<Scene> => {
  console.warn(`no small disk on this machine (${missing}): a trigger says that the disk is full`);
  const stage = await own.stage();
  await stage.ask(BY_TRIGGER);
  const outcomes = [await stage.use()];
  return { stage, outcomes, mend: async () => void (await stage.ask("DROP FUNCTION no_room CASCADE")) };
};

/** A ledger whose server is on a small disk; both go with the ledger. */
const onDisk = async (disk: SmallDisk): Promise<{ readonly server: ServerOnDisk; readonly stage: Stage }> => {
  const server = await ServerOnDisk.on(disk);
  const place = await server.place();
  const remove = async (): Promise<void> => {
    await server.end();
    await disk.close();
  };
  return { server, stage: await Stage.open({ ...place, remove }) };
};

/** Writes until nothing more fits, and a little longer. */
export const diskFull: Story<OwnServer> = {
  says: [FULL],
  play: async (own) => {
    const disk = await SmallDisk.of(SIZE);
    if (!(disk instanceof SmallDisk)) return byTrigger(own, disk.missing);
    const { stage } = await onDisk(disk);
    await disk.fill(64 * 1_024);
    let last = await stage.use();
    for (let fitting = 0; last.told === null && fitting < 500; fitting++) last = await stage.use();
    const outcomes: Array<Outcome> = [last, await stage.use(), await stage.use()];
    const { told } = await stage.look();
    if (told !== null) throw new Error("nothing can be read from a full disk", { cause: told });
    return { stage, outcomes, mend: async () => disk.empty() };
  },
};

/** Where no small disk can be mounted: the server ends as it would end then. */
const byCrash = async (own: OwnServer, missing: string): Promise<Scene> => {
  console.warn(`no small disk on this machine (${missing}): the server crashes for another reason`);
  const stage = await own.stage();
  const { outcome, release } = await holdInUnit(stage);
  await own.server.kill("SIGKILL");
  await release();
  const outcomes = [await outcome, await stage.use(), await stage.look()];
  return { stage, outcomes, mend: () => own.server.start() };
};

/** The server itself has no room for what it must write down, gives up, and needs somebody who starts it. */
export const logDiskFull: Story<OwnServer> = {
  says: [
    ...LOST,
    REFUSED,
    // Where the commit had left before we heard that there is nobody any more.
    NOT_KNOWN,
    "The ledger cannot be reached: terminating connection because of crash of another server process.",
  ],
  play: async (own) => {
    const disk = await SmallDisk.of(SIZE);
    if (!(disk instanceof SmallDisk)) return byCrash(own, disk.missing);
    const { server, stage } = await onDisk(disk);
    const { outcome, release } = await holdInUnit(stage);
    await disk.fill(0);
    const other = await openBeside(server.url);
    let crashed = false;
    while (!crashed) {
      try {
        await other.ask("SELECT pg_switch_wal(); CREATE TABLE more (); DROP TABLE more");
      } catch {
        crashed = true;
      }
    }
    await other.close();
    await release();
    const outcomes = [await outcome, await stage.use(), await stage.look()];
    const mend = async () => {
      disk.empty();
      await server.again();
    };
    return { stage, outcomes, mend };
  },
};

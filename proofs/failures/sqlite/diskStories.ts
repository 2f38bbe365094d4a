import type { Handle } from "@planwright/persistence";
import * as Effect from "effect/Effect";
import { Elsewhere } from "../Elsewhere.ts";
import { SmallDisk } from "../machine/SmallDisk.ts";
import type { Outcome } from "../Outcome.ts";
import { Stage } from "../Stage.ts";
import type { Scene, Story } from "../Stories.ts";
import type { Files } from "./Files.ts";

/** Makes plans until one does not fit, and two more. */
const untilFull = async (stage: Stage): Promise<ReadonlyArray<Outcome>> => {
  let last = await stage.use();
  for (let fitting = 0; last.told === null && fitting < 500; fitting++) last = await stage.use();
  const outcomes = [last, await stage.use(), await stage.use()];
  const { told } = await stage.look();
  if (told !== null) throw new Error("nothing can be read from a full disk", { cause: told });
  return outcomes;
};

/** Where no small disk can be mounted: SQLite itself lets the file grow no further. */
const byLimit = async (files: Files, missing: string): Promise<Scene> => {
  console.warn(`no small disk on this machine (${missing}): SQLite lets the file grow no further`);
  let grow: (pages: number) => void = () => {};
  const prepare = (handle: Handle) =>
    Effect.sync(() => {
      if (handle.engine === "sqlite-handle")
        grow = (pages) => void handle.database.pragma(`max_page_count = ${pages}`);
    });
  const stage = await Stage.open(files.place(), { prepare });
  // No limit is lower than what is there.
  grow(1);
  return { stage, outcomes: await untilFull(stage), mend: async () => grow(1_000_000) };
};

/** A disk that is full for the process that has the ledger on it. */
export const diskFull: Story<Files> = {
  says: ["The disk that holds the ledger is full; make room and try again. Nothing was written."],
  play: async (files) => {
    const disk = await SmallDisk.of(4 * 1_048_576);
    if (!(disk instanceof SmallDisk)) return byLimit(files, disk.missing);
    const file = disk.path("ledger.db");
    files.copyTo(file);
    const url = `sqlite://${disk.folder}/ledger.db`;
    const elsewhere = new Elsewhere(disk.through);
    await elsewhere.create(url);
    const { told } = await elsewhere.open(url);
    if (told !== null) throw told;
    const place = { url, ask: files.askCopy(file), remove: () => disk.close() };
    const stage = await Stage.around(place, elsewhere);
    await disk.fill(256 * 1_024);
    return { stage, outcomes: await untilFull(stage), mend: async () => disk.empty() };
  },
};

import { length } from "../../length.ts";
import { Stage } from "../Stage.ts";
import type { Stories, Story } from "../Stories.ts";
import type { Files } from "./Files.ts";
import { holdLock } from "./holdLock.ts";

const nothing = async (): Promise<void> => {};

const lockedTooLong: Story<Files> = {
  says: ["The ledger was busy for N ms; try again."],
  play: async (files) => {
    const place = files.place();
    const waitMillis = length(150, 3_000);
    const stage = await Stage.open(place, { waitMillis });
    const { release } = await holdLock(place.file);
    const outcomes = [await stage.use(), await stage.use()];
    for (const { millis } of outcomes)
      if (Math.ceil(millis) < waitMillis) throw new Error(`nobody waited for longer than ${millis} ms`);
    const { told } = await stage.look();
    if (told !== null) throw new Error("a reader was kept waiting", { cause: told });
    return { stage, outcomes, mend: release };
  },
};

const lockedForAWhile: Story<Files> = {
  says: [],
  play: async (files) => {
    const place = files.place();
    const stage = await Stage.open(place, { waitMillis: 60_000 });
    const { release } = await holdLock(place.file);
    const waiting = [stage.use(), stage.look(), stage.use()];
    // The time is what the story is about.
    await new Promise((resolve) => setTimeout(resolve, length(1_000, 10_000)));
    await release();
    return { stage, outcomes: await Promise.all(waiting), mend: nothing };
  },
};

const inOneProcess = "Statements run within our own process, where nobody ends them.";
const oneWriter = "A unit of work that writes has the only lock there is from its beginning on.";

/**
 * What other processes do to us that have the same file open. What becomes of servers, connections and networks happens
 * to no file.
 */
export const otherStories: Stories<Files, "others"> = {
  lockedTooLong,
  lockedForAWhile,
  statementTooLong: { lacks: inOneProcess },
  unitTooLong: { lacks: inOneProcess },
  deadlock: { lacks: oneWriter },
  serialization: { lacks: oneWriter },
  serializationAgain: { lacks: oneWriter },
  recoveryConflict: { lacks: "A file has no copies that follow it." },
};

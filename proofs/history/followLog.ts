import { appendFileSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import * as Effect from "effect/Effect";
import type { Doors } from "./Doors.ts";
import type { Logged } from "./Ledger.ts";
import { loggedOf } from "./lookAt.ts";

/** Events that are asked for at once. */
const PAGE = 200;
/** Between two looks when there was nothing new. */
const PAUSE_MILLIS = 2;

/** Follows the log by `after` as a subscriber does, into a file, until it is told to stop and there is nothing new. */
export const followLog = async ({ uow }: Doors, file: string, stop: AbortSignal): Promise<number> => {
  let after = 0;
  let count = 0;
  for (;;) {
    const isLast = stop.aborted;
    const events = await Effect.runPromise(uow.read((stores) => stores.events.read({ after, limit: PAGE })));
    if (events.length > 0)
      appendFileSync(file, events.map((event) => `${JSON.stringify(loggedOf(event))}\n`).join(""));
    after = events.at(-1)?.id ?? after;
    count += events.length;
    if (events.length === 0 && isLast) return count;
    if (events.length < PAGE) await setTimeout(PAUSE_MILLIS);
  }
};

/** What a follower was given, in the order in which it was. */
export const readFollowed = (file: string): ReadonlyArray<Logged> =>
  readFileSync(file, "utf8")
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Logged);

import { type Beside, openBeside } from "./Beside.ts";
import type { OwnServer } from "./OwnServer.ts";

const FULL = "sorry, too many clients already";

/** Clients of somebody else that have taken up all the room that a server has. */
export interface Crowd {
  /** One of them goes. */
  readonly leave: () => Promise<void>;
  /** All of them go. */
  readonly disperse: () => Promise<void>;
  /** How many have been turned away up to now, ours and others. */
  readonly turnedAway: () => number;
}

/** Connects until the server takes nobody any more. */
export const gather = async (own: OwnServer): Promise<Crowd> => {
  const clients: Array<Beside> = [];
  for (;;) {
    try {
      clients.push(await openBeside(own.server.url));
    } catch (error) {
      if (error instanceof Error && error.message === FULL) break;
      throw error;
    }
  }
  return {
    leave: async () => clients.pop()?.close(),
    disperse: async () => {
      for (const client of clients.splice(0)) await client.close();
    },
    turnedAway: () => own.server.log().split(FULL).length - 1,
  };
};

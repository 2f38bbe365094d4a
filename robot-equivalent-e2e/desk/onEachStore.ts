import { describe } from "vitest";
import type { Desk } from "./Desk.ts";
import { useDesk, useDeskOnServer } from "./useDesk.ts";

/** A desk for one test, on the store that the test is about. */
export type UseDesk = () => Promise<Desk>;

/** Tells the same stories of a ledger in a file and of one on a server. */
export const onEachStore = (define: (useDesk: UseDesk) => void): void => {
  describe("on SQLite", () => {
    define(async () => useDesk());
  });
  describe("on PostgreSQL", () => {
    define(useDeskOnServer);
  });
};

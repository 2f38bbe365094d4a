import { onTestFinished } from "vitest";
import { Desk } from "./Desk.ts";
import { PostgresStore } from "./stores/PostgresStore.ts";

const finished = (desk: Desk): Desk => {
  onTestFinished(() => desk.close());
  return desk;
};

/** A desk for one test; a test fails when something stays behind on it. */
export const useDesk = (): Desk => finished(new Desk());

/** The same with an empty ledger on the server of this run. */
export const useDeskOnServer = async (): Promise<Desk> => finished(new Desk(await PostgresStore.make()));

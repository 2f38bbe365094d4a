import { onTestFinished } from "vitest";
import { Desk } from "./Desk.ts";

/** A desk for one test; a test fails when something stays behind on it. */
export const useDesk = (): Desk => {
  const desk = new Desk();
  onTestFinished(() => desk.close());
  return desk;
};

import { actionFile } from "./files.ts";
import type { PlanwrightWorld } from "./World.ts";

/** Makes an action to make plans from, unless the scenario has it already. */
export const ensureAction = async (world: PlanwrightWorld, name: string): Promise<void> => {
  if (!world.actions.has(name)) await world.done("Ada", "action create", { file: actionFile(name, {}) });
};

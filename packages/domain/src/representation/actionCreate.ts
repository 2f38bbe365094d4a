import type { ActionAnswer } from "../actions/createAction.ts";
import { actionShowData } from "./actionShow.ts";
import type { ActionCreateData } from "./schema/action.ts";

/**
 * `data` of `action create`. Choice: the keys of `action show`, then `replaced`, and `replayed: true` where an idempotency
 * key had been used before.
 */
export const actionCreateData = ({ action, replaced, replayed }: ActionAnswer): ActionCreateData => ({
  ...actionShowData(action),
  replaced,
  ...(replayed ? { replayed } : {}),
});

import type { Action } from "../action/Action.ts";
import type { ActionFilter } from "../action/ActionStore.ts";
import { plainData } from "./readable.ts";
import type { ActionListData } from "./schema/action.ts";

const listedAction = (action: Action): ActionListData["actions"][number] => ({
  name: action.name,
  description: action.description,
  state: action.state,
  automation_profile: action.automationProfile,
  arguments: action.arguments.map(({ name }) => name),
  reusable: action.reusable,
  read_only: action.readOnly,
  updated_at: plainData(action.updatedAt),
  version: action.version,
});

/**
 * `data` of `action list`, in the order given. Choice: built as `plan list` is: `actions[]` (arguments by name alone),
 * `filters` (null where not given) and `summary{total,available,archived}`.
 */
export const actionListData = (actions: ReadonlyArray<Action>, filter: ActionFilter): ActionListData => {
  const archived = actions.filter(({ state }) => state === "archived").length;
  return {
    actions: actions.map(listedAction),
    filters: { namespace: filter.namespace ?? null, state: filter.state ?? null },
    summary: { total: actions.length, available: actions.length - archived, archived },
  };
};

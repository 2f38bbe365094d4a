import type { Action } from "../action/Action.ts";
import { writeActionFile } from "../action/writeActionFile.ts";
import { plainData } from "./readable.ts";
import type { ActionShowData } from "./schema/action.ts";

type FileKeys = Omit<ActionShowData, "created_by" | "created_at" | "updated_at" | "version">;

/**
 * `data` of `action show` and `action archive`. Choice: the keys of the action's file (what it has not is null or []),
 * then `created_by created_at updated_at version`.
 */
export const actionShowData = (action: Action): ActionShowData => ({
  // The file's form has one writer, which answers with a plain JSON object; the tests hold it to this type.
  ...(writeActionFile(action) as FileKeys),
  created_by: action.createdBy,
  created_at: plainData(action.createdAt),
  updated_at: plainData(action.updatedAt),
  version: action.version,
});

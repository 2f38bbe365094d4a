import type { ActionReason } from "../action/ActionError.ts";
import type { JsonObject } from "../json/JsonValue.ts";

/** The data of an action's error under its written names. */
export const actionErrorDetails = (reason: ActionReason): JsonObject =>
  reason._tag === "Damaged" ? { name: reason.name, length: reason.length } : { name: reason.name };

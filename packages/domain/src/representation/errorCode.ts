import type { ActionError } from "../action/ActionError.ts";
import type { InvalidInput } from "../input/InvalidInput.ts";
import type { PlanError } from "../plan/PlanError.ts";
import type { ProfileError } from "../profile/ProfileError.ts";
import type { StorageError } from "../store/StorageError.ts";
import { snakeCase } from "./snakeCase.ts";

/** Every error of the use cases. */
export type DomainError = InvalidInput | PlanError | ActionError | ProfileError | StorageError;

/** Tags that say too little by themselves, or that another subject uses for something else. */
const SUBJECT: { readonly [tag: string]: string } = {
  "ActionError.Damaged": "damaged_action",
  "ProfileError.Invalid": "invalid_profile",
  "ProfileError.Unknown": "unknown_profile",
  "ProfileError.ReadOnly": "read_only_profile",
};

/**
 * The stable code of an error: its reason's tag in snake case. Choices: `damaged_action`, `invalid_profile`,
 * `unknown_profile` and `read_only_profile` name their subject, because `read_only` is the store's and the others would
 * say too little; everything that is wrong with an input is `invalid_input`.
 */
export const errorCode = (error: DomainError): string => {
  if (error._tag === "InvalidInput") return "invalid_input";
  return SUBJECT[`${error._tag}.${error.reason._tag}`] ?? snakeCase(error.reason._tag);
};

import type { ActionError, InvalidInput, PlanError, ProfileError, StorageError } from "@planwright/domain";
import type { MigrationError } from "@planwright/migrations";
import type { LocationError } from "@planwright/persistence";
import type { UsageError } from "./UsageError.ts";

/** Every way in which a command can fail. */
export type CommandError =
  | UsageError
  | InvalidInput
  | ActionError
  | PlanError
  | ProfileError
  | StorageError
  | MigrationError
  | LocationError;

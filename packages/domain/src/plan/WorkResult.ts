import type { JsonObject } from "../json/JsonValue.ts";

/** What a worker hands in with `complete`; what it leaves out stays as it is. */
export interface WorkResult {
  readonly changesetId?: string | undefined;
  readonly sandboxRefs?: ReadonlyArray<string> | undefined;
  readonly validationSummary?: JsonObject | undefined;
  readonly decisionRootId?: string | undefined;
  readonly lastCompletedStep?: number | undefined;
  readonly lastCheckpointId?: string | undefined;
  /** Added to the plan's cost, at least 0. */
  readonly cost?: number | undefined;
}

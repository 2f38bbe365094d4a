import type { JsonObject } from "@planwright/domain";

/** Rises when a program that read the envelope before could no longer read it. */
export const SCHEMA_VERSION = 1;

/** How a command ended. */
export interface Outcome {
  readonly command: string;
  readonly status: "ok" | "warn" | "error";
  readonly exitCode: number;
  readonly data: JsonObject;
  /** UTC. */
  readonly started: string;
  readonly durationMillis: number;
  readonly messages: ReadonlyArray<{ readonly level: "info" | "warn" | "error"; readonly text: string }>;
}

/** The envelope of `json` and `yaml` (interfaces.md section 2). */
export const envelope = (outcome: Outcome): JsonObject => ({
  schema_version: SCHEMA_VERSION,
  command: outcome.command,
  status: outcome.status,
  exit_code: outcome.exitCode,
  data: outcome.data,
  timing: { started: outcome.started, duration_ms: outcome.durationMillis },
  messages: outcome.messages.map(({ level, text }) => ({ level, text })),
});

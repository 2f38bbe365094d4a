import type { Readable } from "../json/Damaged.ts";
import type { JsonValue } from "../json/JsonValue.ts";
import type { SafetyOverride } from "../profile/SafetyOverride.ts";
import type { Instant } from "../time/Instant.ts";

/** The types that an argument can have. */
export const ARGUMENT_TYPES = ["string", "integer", "float", "boolean", "list"] as const;
/** The type of an argument. */
export type ArgumentType = (typeof ARGUMENT_TYPES)[number];

/** One argument of an action (domain.md section 3). */
export interface ActionArgument {
  readonly name: string;
  readonly type: ArgumentType;
  readonly required: boolean;
  /** Undefined when there is none; a stored default that cannot be read is `Damaged`. */
  readonly default?: Readable<JsonValue> | undefined;
  readonly description: string | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly pattern: string | null;
}

/** The states of an action: only an available one makes new plans. */
export const ACTION_STATES = ["available", "archived"] as const;
/** The state of an action. */
export type ActionState = (typeof ACTION_STATES)[number];

/** A template that plans are made from. Adopted rows may lack what new ones must have. */
export interface Action {
  /** `[server:]namespace/name`. */
  readonly name: string;
  readonly description: string;
  readonly longDescription: string | null;
  readonly definitionOfDone: string | null;
  readonly strategyActor: string;
  readonly executionActor: string;
  readonly estimationActor: string | null;
  readonly reviewActor: string | null;
  readonly applyActor: string | null;
  readonly invariantActor: string | null;
  readonly automationProfile: string | null;
  /** Safety rules on top of the resolved profile; they may only tighten. */
  readonly safetyProfile: Readable<SafetyOverride> | null;
  readonly reusable: boolean;
  readonly readOnly: boolean;
  readonly state: ActionState;
  readonly arguments: ReadonlyArray<ActionArgument>;
  readonly invariants: ReadonlyArray<string>;
  readonly tags: Readable<ReadonlyArray<string>>;
  readonly createdBy: string | null;
  readonly createdAt: Readable<Instant>;
  readonly updatedAt: Readable<Instant>;
  readonly version: number;
}

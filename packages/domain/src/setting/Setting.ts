import type { Actor } from "../actor/Actor.ts";
import type { Instant } from "../time/Instant.ts";

/** The settings that exist. */
export const SETTING_KEYS = ["core.automation-profile"] as const;
/** The key of a setting. */
export type SettingKey = (typeof SETTING_KEYS)[number];

/** True when `text` is the key of a setting. */
export const isSettingKey = (text: string): text is SettingKey =>
  (SETTING_KEYS as ReadonlyArray<string>).includes(text);

/** A value kept in the ledger, for one project or, with project null, for all. */
export interface Setting {
  readonly key: SettingKey;
  readonly project: string | null;
  readonly value: string;
  readonly updatedAt: Instant;
  readonly updatedBy: Actor;
}

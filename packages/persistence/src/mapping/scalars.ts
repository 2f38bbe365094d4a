import type { PlanId } from "@planwright/domain";

/**
 * A column of an adopted table may hold a value of any type, whatever type was declared: SQLite never minded. These give
 * what the row type promises.
 */

/** The text of a column. */
export const asText = (value: unknown): string => (typeof value === "string" ? value : String(value));

/** The text of a column that may be NULL. */
export const asTextOrNull = (value: unknown): string | null => (value === null ? null : asText(value));

/** The number of a column, or `otherwise` when it holds none. */
export const asNumber = (value: unknown, otherwise: number): number =>
  typeof value === "number" ? value : otherwise;

/** True for any number but 0. */
export const asBoolean = (value: unknown): boolean => typeof value === "number" && value !== 0;

/** How a flag is stored. */
export const flagOf = (value: boolean): 0 | 1 => (value ? 1 : 0);

/** The key of a row: every stored key is an id, also one that no new plan could have. */
export const asPlanId = (value: unknown): PlanId => asText(value) as PlanId;

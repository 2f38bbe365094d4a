/** The levels that can name a plan's profile, the strongest first (domain.md section 6, resolution). */
export const PROVENANCES = ["plan", "action", "project", "global"] as const;
/** A level that can name a plan's profile. */
export type Provenance = (typeof PROVENANCES)[number];

/** True when `value` is a level's name. */
export const isProvenance = (value: unknown): value is Provenance =>
  value === "plan" || value === "action" || value === "project" || value === "global";

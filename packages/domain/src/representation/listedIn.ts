import type { CommandName } from "./schemas.ts";

/**
 * The key of the list that a command's `data` is about: `--format jsonl` prints its items one a line. `plan tree` and
 * `plan export` have lines of their own; a command that is not here prints its `data` as one line.
 */
export const listedIn = {
  "action list": "actions",
  "automation-profile list": "profiles",
  "automation-profile diff": "differences",
  "plan list": "plans",
  "plan history": "events",
  "plan explain": "decisions",
  "plan reclaim": "reclaimed",
  "config list": "settings",
  "db verify": "differences",
  "db findings": "findings",
} as const satisfies { readonly [Command in CommandName]?: string };

/** A command whose `data` is about a list. */
export type ListedIn = keyof typeof listedIn;

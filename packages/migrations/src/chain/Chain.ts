import type { Migration } from "./Migration.ts";

/** What the runner runs: migrations in order, and the code that their steps name. */
export interface Chain<Code> {
  readonly migrations: ReadonlyArray<Migration>;
  readonly codes: ReadonlyMap<string, Code>;
}

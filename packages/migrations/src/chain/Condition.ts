import { listed } from "../listed.ts";
import { MigrationError, type MigrationReason } from "../MigrationError.ts";
import { type HistoryEntry, judgeHistory, type Revision } from "./judgeHistory.ts";

/** What a database is to this release: nothing yet, a plan store to adopt, or a ledger with so many migrations applied. */
export type Condition =
  | { readonly _tag: "Empty" }
  | { readonly _tag: "Legacy"; readonly revision: string | null }
  | { readonly _tag: "Ledger"; readonly applied: number };

/** The revision of the other program's schema that `0001_baseline` is equal to. */
export const LEGACY_REVISION = "m4_003_plan_env_columns";

/** What stays when every migration was taken back. */
export const leftBehind: ReadonlySet<string> = new Set(["pw_migrations", "pw_findings", "pw_originals"]);

/** How a database without a history looks; only asked for where there is none. */
export interface Contents {
  /** Tables and views, without those that are left behind. */
  readonly names: ReadonlyArray<string>;
  /** Why it cannot be adopted, as half a sentence; undefined when it can. */
  readonly shapeProblem: string | undefined;
  readonly revision: string | null;
}

/** Says what a database without a history is, or throws why this release must not touch it. */
export const judgeContents = ({ names, revision, shapeProblem }: Contents, location: string): Condition => {
  if (names.length === 0) return { _tag: "Empty" };
  if (shapeProblem === undefined) return { _tag: "Legacy", revision };
  const reason: MigrationReason =
    revision !== null && revision !== LEGACY_REVISION
      ? { _tag: "UnknownRevision", found: revision, supported: LEGACY_REVISION }
      : { _tag: "ForeignSchema", what: `${shapeProblem} (it holds ${listed(names)})` };
  throw new MigrationError({ reason, location });
};

/** Says what a history makes of a database, undefined where there is none; throws where it is no beginning of the release's. */
export const judgeLedger = (
  history: ReadonlyArray<HistoryEntry>,
  release: ReadonlyArray<Revision>,
  location: string,
): Condition | undefined => {
  const reason = judgeHistory(history, release);
  if (reason !== undefined) throw new MigrationError({ reason, location });
  return history.length > 0 ? { _tag: "Ledger", applied: history.length } : undefined;
};

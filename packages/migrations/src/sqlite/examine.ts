import type { Database } from "better-sqlite3";
import { judgeHistory } from "../chain/judgeHistory.ts";
import { listed } from "../listed.ts";
import { MigrationError, type MigrationReason } from "../MigrationError.ts";
import type { Chain } from "./chain.ts";
import { readHistory } from "./history.ts";
import { foreignRevision, LEGACY_REVISION, shapeProblem } from "./legacyShape.ts";

/** What a database is to this release: nothing yet, a plan store to adopt, or a ledger with so many migrations applied. */
export type Condition =
  | { readonly _tag: "Empty" }
  | { readonly _tag: "Legacy"; readonly revision: string | null }
  | { readonly _tag: "Ledger"; readonly applied: number };

/** What stays when every migration was taken back. */
const leftBehind = new Set(["pw_migrations", "pw_findings", "pw_originals"]);

/** Tables and views that make a database not empty. */
const contents = (database: Database): ReadonlyArray<string> =>
  database
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )
    .pluck()
    .all()
    .filter((name) => !leftBehind.has(name));

const adoptionProblem = (database: Database, chain: Chain, names: ReadonlyArray<string>) => {
  const shape = shapeProblem(database, chain);
  if (shape === undefined) return undefined;
  const found = foreignRevision(database);
  if (found !== null && found !== LEGACY_REVISION)
    return { _tag: "UnknownRevision", found, supported: LEGACY_REVISION } satisfies MigrationReason;
  return {
    _tag: "ForeignSchema",
    what: `${shape} (it holds ${listed(names)})`,
  } satisfies MigrationReason;
};

/** Says what a database is, or throws why this release must not touch it. Only reads. */
export const examine = (database: Database, location: string, chain: Chain): Condition => {
  const history = readHistory(database, location) ?? [];
  const reason = judgeHistory(history, chain.migrations);
  if (reason !== undefined) throw new MigrationError({ reason, location });
  if (history.length > 0) return { _tag: "Ledger", applied: history.length };
  const names = contents(database);
  if (names.length === 0) return { _tag: "Empty" };
  const problem = adoptionProblem(database, chain, names);
  if (problem !== undefined) throw new MigrationError({ reason: problem, location });
  return { _tag: "Legacy", revision: foreignRevision(database) };
};

import type { Database } from "better-sqlite3";
import { type Condition, judgeContents, judgeLedger, leftBehind } from "../chain/Condition.ts";
import type { Chain } from "./chain.ts";
import { readHistory } from "./history.ts";
import { foreignRevision, legacyShapeProblem } from "./legacyShape.ts";

/** Tables and views that make a database not empty. */
const contents = (database: Database): ReadonlyArray<string> =>
  database
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )
    .pluck()
    .all()
    .filter((name) => !leftBehind.has(name));

/** Says what a database is, or throws why this release must not touch it. Only reads. */
export const examine = (database: Database, location: string, chain: Chain): Condition => {
  const ledger = judgeLedger(readHistory(database, location) ?? [], chain.migrations, location);
  if (ledger !== undefined) return ledger;
  const names = contents(database);
  if (names.length === 0) return { _tag: "Empty" };
  return judgeContents(
    { names, shapeProblem: legacyShapeProblem(database, chain), revision: foreignRevision(database) },
    location,
  );
};

import type { Database } from "better-sqlite3";
import type { MigrationReason } from "../../MigrationError.ts";
import { rowCounts } from "../rowCounts.ts";
import type { StepCode } from "./StepCode.ts";

const tables = [
  "actions",
  "action_arguments",
  "action_invariants",
  "v3_plans",
  "plan_projects",
  "plan_arguments",
  "plan_invariants",
];

const refusal = (database: Database): MigrationReason | undefined => {
  const counts = Object.entries(rowCounts(database, tables)).filter(([, count]) => count > 0);
  return counts.length === 0 ? undefined : { _tag: "PopulatedLegacy", rows: Object.fromEntries(counts) };
};

/** Refuses tables with rows: their roots, profiles and instants would have to be brought up to date. */
export const upgradeRows: StepCode = { refusal, run: () => 0 };

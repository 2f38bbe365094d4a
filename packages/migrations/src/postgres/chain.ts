import type { Chain as EngineChain } from "../chain/Chain.ts";
import { readMigration } from "../chain/readMigration.ts";
import { sql as baseline } from "./sql/0001_baseline.ts";
import { sql as alignPlansSchema } from "./sql/0002_align_plans_schema.ts";
import { sql as ledgerTables } from "./sql/0003_ledger_tables.ts";
import { alignColumns } from "./steps/alignColumns.ts";
import type { StepCode } from "./steps/StepCode.ts";
import { upgradeRows } from "./steps/upgradeRows.ts";

/** What the runner runs on PostgreSQL. */
export type Chain = EngineChain<StepCode>;

/** The migrations of this release for PostgreSQL. */
export const chain: Chain = {
  migrations: [baseline, alignPlansSchema, ledgerTables].map(readMigration),
  codes: new Map([
    ["align-columns", alignColumns],
    ["upgrade-rows", upgradeRows],
  ]),
};

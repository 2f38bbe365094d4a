import type { Revision } from "../chain/judgeHistory.ts";

/** The newest migration of this release. */
export const newest = "0003_ledger_tables";

/**
 * The migrations of this release and their checksums, so that a current schema is recognised without loading any of them. A released line
 * never changes.
 */
export const release: ReadonlyArray<Revision> = [
  {
    name: "0001_baseline",
    checksum: "2d43006c56fc96b16f5d523b637ac52a1331a50c32eb3c644c147d15d47ce8f6",
  },
  {
    name: "0002_align_plans_schema",
    checksum: "ba934950ce192bfe4076f4cabbc4f52bc33f3cb6554d52efe71d1ff2e2c873be",
  },
  {
    name: "0003_ledger_tables",
    checksum: "ddd8acd10ba8c91553e3b769d8f50a063725d9d59e19c695d878d9b2d792d56a",
  },
];

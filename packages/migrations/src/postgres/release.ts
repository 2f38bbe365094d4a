import type { Revision } from "../chain/judgeHistory.ts";

/**
 * The migrations of this release and their checksums, so that a current schema is recognised without loading any of them. A released line
 * never changes.
 */
export const release: ReadonlyArray<Revision> = [
  {
    name: "0001_baseline",
    checksum: "e35eff030a559d0cf8f8455828d9c22c30f6ec8bc262e9cf219bb03696514736",
  },
  {
    name: "0002_align_plans_schema",
    checksum: "a755b9b9999f60afbeb5f4c1e9cac3f44b83c1aad72b53a7809e5ad148ccaa37",
  },
  {
    name: "0003_ledger_tables",
    checksum: "97dceaf28ad665714510f8ed1351e18e521e30155e3253a69328669db5f72257",
  },
];

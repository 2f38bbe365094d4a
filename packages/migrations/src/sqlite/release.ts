import type { Revision } from "../chain/judgeHistory.ts";

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
    checksum: "f124772f94e17fd95093566e3b1b4e4ea57ed90285d4a266572ee00a73a1e4ae",
  },
  {
    name: "0003_ledger_tables",
    checksum: "2603ca7eed049916ef913003c1b77e18dcab943165a22ab3a8a501a7298e5b1f",
  },
];

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
    checksum: "eca10879135b15b5aa018a68f72d2c1a1509efb908d407f307b0d228572e122a",
  },
  {
    name: "0003_ledger_tables",
    checksum: "2603ca7eed049916ef913003c1b77e18dcab943165a22ab3a8a501a7298e5b1f",
  },
];

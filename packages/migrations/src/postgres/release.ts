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
    checksum: "4e2fb20647d632c4023db5cf8536afed48a211472a3168948d1cb425184c1971",
  },
  {
    name: "0003_ledger_tables",
    checksum: "97dceaf28ad665714510f8ed1351e18e521e30155e3253a69328669db5f72257",
  },
];

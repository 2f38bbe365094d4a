/** The newest migration of this release, on every engine. */
export const newest = "0003_ledger_tables";

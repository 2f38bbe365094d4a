/** How many rows of each kind an upgrade of existing rows found in need of mending (storage.md section 5). */
export interface Findings {
  readonly orphan: number;
  readonly cycle: number;
  readonly wrongRoot: number;
  readonly damagedProfile: number;
  readonly missingAction: number;
  readonly danglingChild: number;
  readonly duplicateChild: number;
  readonly badTimestamp: number;
}

/** What a database without rows has. */
export const noFindings: Findings = {
  orphan: 0,
  cycle: 0,
  wrongRoot: 0,
  damagedProfile: 0,
  missingAction: 0,
  danglingChild: 0,
  duplicateChild: 0,
  badTimestamp: 0,
};

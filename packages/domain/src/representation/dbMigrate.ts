import type { DbMigrateData } from "./schema/db.ts";

/** What a run of migrations did, or with `pending` would do. */
export interface DbMigration {
  readonly from: string | null;
  readonly to: string | null;
  readonly applied: ReadonlyArray<{
    readonly name: string;
    readonly durationMillis: number;
    readonly rows: number;
  }>;
  /** Rows of each kind that were in need of mending. */
  readonly findings: {
    readonly orphan: number;
    readonly cycle: number;
    readonly wrongRoot: number;
    readonly damagedProfile: number;
    readonly missingAction: number;
    readonly danglingChild: number;
    readonly duplicateChild: number;
    readonly badTimestamp: number;
  };
  /** Path of the copy made before. */
  readonly backup: string | null;
  /** Of a dry run. */
  readonly pending?: ReadonlyArray<{
    readonly name: string;
    readonly steps: ReadonlyArray<{ readonly description: string; readonly rows: number }>;
  }>;
}

/** `data` of `db migrate`. Choice: `duration_ms` is rounded to whole milliseconds. */
export const dbMigrateData = ({
  applied,
  backup,
  findings,
  from,
  pending,
  to,
}: DbMigration): DbMigrateData => ({
  from,
  to,
  applied: applied.map(({ durationMillis, name, rows }) => ({
    name,
    duration_ms: Math.round(durationMillis),
    rows,
  })),
  findings: {
    orphan: findings.orphan,
    cycle: findings.cycle,
    wrong_root: findings.wrongRoot,
    damaged_profile: findings.damagedProfile,
    missing_action: findings.missingAction,
    dangling_child: findings.danglingChild,
    duplicate_child: findings.duplicateChild,
    bad_timestamp: findings.badTimestamp,
  },
  backup,
  ...(pending === undefined
    ? {}
    : {
        pending: pending.map(({ name, steps }) => ({
          name,
          steps: steps.map(({ description, rows }) => ({ description, rows })),
        })),
      }),
});

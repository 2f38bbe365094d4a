import * as Schema from "effect/Schema";

const version = Schema.NullOr(Schema.String);

/** `data` of `db status`. */
export const DbStatusData = Schema.Struct({
  engine: Schema.String,
  location: Schema.String,
  schema_version: version,
  pending: Schema.Array(Schema.String),
  healthy: Schema.Boolean,
});
export type DbStatusData = typeof DbStatusData.Type;

/** `data` of `db migrate`; `pending` is there with `--dry-run`, and `applied` is empty then. */
export const DbMigrateData = Schema.Struct({
  from: version,
  to: version,
  applied: Schema.Array(
    Schema.Struct({ name: Schema.String, duration_ms: Schema.Number, rows: Schema.Natural }),
  ),
  findings: Schema.Struct({
    orphan: Schema.Natural,
    cycle: Schema.Natural,
    wrong_root: Schema.Natural,
    damaged_profile: Schema.Natural,
    missing_action: Schema.Natural,
    dangling_child: Schema.Natural,
    duplicate_child: Schema.Natural,
    bad_timestamp: Schema.Natural,
  }),
  backup: Schema.NullOr(Schema.String),
  pending: Schema.optionalKey(
    Schema.Array(
      Schema.Struct({
        name: Schema.String,
        steps: Schema.Array(Schema.Struct({ description: Schema.String, rows: Schema.Natural })),
      }),
    ),
  ),
});
export type DbMigrateData = typeof DbMigrateData.Type;

const fact = { kind: Schema.String, table: Schema.String, name: Schema.String };

/** `data` of `db verify`. */
export const DbVerifyData = Schema.Struct({
  equal: Schema.Boolean,
  differences: Schema.Array(
    Schema.Struct({
      ...fact,
      expected: Schema.NullOr(Schema.String),
      found: Schema.NullOr(Schema.String),
    }),
  ),
  extras: Schema.Array(Schema.Struct(fact)),
});
export type DbVerifyData = typeof DbVerifyData.Type;

/** `data` of `db findings`. */
export const DbFindingsData = Schema.Struct({
  findings: Schema.Array(
    Schema.Struct({
      id: Schema.Int,
      plan_id: Schema.NullOr(Schema.String),
      kind: Schema.String,
      original: Schema.Json.annotate({
        description: "What the row held; of profile texts only the length",
      }),
      action_taken: Schema.String,
      migration: Schema.NullOr(Schema.String),
    }),
  ),
});
export type DbFindingsData = typeof DbFindingsData.Type;

/** `data` of `db backup`. */
export const DbBackupData = Schema.Struct({ file: Schema.String, bytes: Schema.Natural });
export type DbBackupData = typeof DbBackupData.Type;

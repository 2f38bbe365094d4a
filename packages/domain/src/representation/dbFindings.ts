import type { Readable } from "../json/Damaged.ts";
import type { JsonValue } from "../json/JsonValue.ts";
import { readableData } from "./readable.ts";
import type { DbFindingsData } from "./schema/db.ts";

/** Something that was found wrong in stored rows, and what was done. */
export interface DbFinding {
  readonly id: number;
  readonly planId: string | null;
  readonly kind: string;
  /** What the row held. */
  readonly original: Readable<JsonValue>;
  readonly actionTaken: string;
  readonly migration: string | null;
}

/** Columns whose stored text no output may show (domain.md section 7). */
const SECRET: ReadonlySet<string> = new Set(["automation_profile", "effective_profile_snapshot"]);

const withheld = (value: JsonValue): JsonValue =>
  typeof value === "string" ? { damaged: true, length: value.length } : value;

const isList = (value: JsonValue): value is ReadonlyArray<JsonValue> => Array.isArray(value);

const original = (value: JsonValue): JsonValue => {
  if (value === null || typeof value !== "object" || isList(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, SECRET.has(key) ? withheld(inner) : inner]),
  );
};

/**
 * `data` of `db findings`. Choice: `original` is what the row held under the names of its columns; of the texts of a
 * profile reference and a snapshot only the length is shown, for they were recorded because they cannot be read.
 */
export const dbFindingsData = (findings: ReadonlyArray<DbFinding>): DbFindingsData => ({
  findings: findings.map((finding) => ({
    id: finding.id,
    plan_id: finding.planId,
    kind: finding.kind,
    original: readableData(finding.original, original),
    action_taken: finding.actionTaken,
    migration: finding.migration,
  })),
});

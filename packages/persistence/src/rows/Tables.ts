import type { InferKyselyDB } from "@mikro-orm/sql";
import type { Selectable } from "kysely";
import { ActionArgumentRow } from "./ActionArgumentRow.ts";
import { ActionInvariantRow } from "./ActionInvariantRow.ts";
import { ActionRow } from "./ActionRow.ts";
import { DependencyRow } from "./DependencyRow.ts";
import { EventRow } from "./EventRow.ts";
import { FindingRow } from "./FindingRow.ts";
import { GateDecisionRow } from "./GateDecisionRow.ts";
import { IdempotencyRow } from "./IdempotencyRow.ts";
import { LeaseRow } from "./LeaseRow.ts";
import { PlanArgumentRow } from "./PlanArgumentRow.ts";
import { PlanInvariantRow } from "./PlanInvariantRow.ts";
import { PlanProjectRow } from "./PlanProjectRow.ts";
import { PlanSchema } from "./PlanRow.ts";
import { ProfileRow } from "./ProfileRow.ts";
import { PruneSchema } from "./PruneRow.ts";
import { RepairSchema } from "./RepairRow.ts";
import { SettingRow } from "./SettingRow.ts";
import { SnapshotRow } from "./SnapshotRow.ts";

/** Every table that the stores use, as the ORM is told about them. */
export const ROWS = [
  ActionRow,
  ActionArgumentRow,
  ActionInvariantRow,
  PlanSchema,
  PlanProjectRow,
  PlanArgumentRow,
  PlanInvariantRow,
  ProfileRow,
  SettingRow,
  SnapshotRow,
  GateDecisionRow,
  EventRow,
  LeaseRow,
  DependencyRow,
  IdempotencyRow,
  RepairSchema,
  PruneSchema,
  FindingRow,
] as const;

/** The tables by name, as statements are typed. */
export type Tables = InferKyselyDB<(typeof ROWS)[number]>;

/** A row of a table as it is read. */
export type Row<Table extends keyof Tables> = Selectable<Tables[Table]>;

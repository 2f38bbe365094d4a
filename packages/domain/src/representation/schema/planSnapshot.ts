import * as Schema from "effect/Schema";
import { WholeSnapshotData } from "./snapshot.ts";

/** `data` of `plan snapshot`. */
export const PlanSnapshotData = Schema.Struct({ plan_id: Schema.String, ...WholeSnapshotData.fields });
export type PlanSnapshotData = typeof PlanSnapshotData.Type;

import * as Schema from "effect/Schema";
import { ActionCreateData, ActionListData, ActionShowData } from "./schema/action.ts";
import {
  AutomationProfileAddData,
  AutomationProfileDiffData,
  AutomationProfileListData,
  AutomationProfileRemoveData,
  AutomationProfileShowData,
} from "./schema/automationProfile.ts";
import { ConfigGetData, ConfigListData, ConfigSetData } from "./schema/config.ts";
import { DbBackupData, DbFindingsData, DbMigrateData, DbStatusData, DbVerifyData } from "./schema/db.ts";
import { FailureData } from "./schema/error.ts";
import { PlanAnswerData, PlanCheckData } from "./schema/planAnswer.ts";
import { PlanClaimData } from "./schema/planClaim.ts";
import { PlanCancelData, PlanDeleteData } from "./schema/planEndings.ts";
import { PlanExportData, PlanExportLineData } from "./schema/planExport.ts";
import { PlanHeartbeatData, PlanReclaimData } from "./schema/planLeases.ts";
import { PlanListData } from "./schema/planList.ts";
import { PlanExplainData, PlanHistoryData } from "./schema/planRecords.ts";
import { PlanSnapshotData } from "./schema/planSnapshot.ts";
import { PlanStatusData } from "./schema/planStatus.ts";
import { PlanTreeData, PlanTreeLineData } from "./schema/planTree.ts";
import { PlanUseData } from "./schema/planUse.ts";
import { PlanWaitData } from "./schema/planWait.ts";

export { ProfileFile, ProfileFileShape } from "../profile/ProfileFile.ts";
export {
  ActionCreateData,
  ActionListData,
  ActionShowData,
} from "./schema/action.ts";
export {
  AutomationProfileAddData,
  AutomationProfileDiffData,
  AutomationProfileListData,
  AutomationProfileRemoveData,
  AutomationProfileShowData,
} from "./schema/automationProfile.ts";
export { ConfigGetData, ConfigListData, ConfigSetData } from "./schema/config.ts";
export { DamagedData } from "./schema/damaged.ts";
export { DbBackupData, DbFindingsData, DbMigrateData, DbStatusData, DbVerifyData } from "./schema/db.ts";
export { ErrorData, FailureData } from "./schema/error.ts";
export { DecisionData, WaitingForData } from "./schema/gate.ts";
export { PlanAnswerData, PlanCheckData } from "./schema/planAnswer.ts";
export { ClaimedPlanData, PlanClaimData } from "./schema/planClaim.ts";
export { PlanCancelData, PlanDeleteData } from "./schema/planEndings.ts";
export { PlanExportData, PlanExportLineData, WholePlanData } from "./schema/planExport.ts";
export { PlanHeartbeatData, PlanReclaimData } from "./schema/planLeases.ts";
export { ListedPlanData, PlanListData, PlanTotalsData } from "./schema/planList.ts";
export { EventData, PlanExplainData, PlanHistoryData } from "./schema/planRecords.ts";
export { PlanSnapshotData } from "./schema/planSnapshot.ts";
export { PlanErrorData, PlanStatusData } from "./schema/planStatus.ts";
export { PlanTreeData, PlanTreeLineData, TreeNodeData } from "./schema/planTree.ts";
export { PlanUseData } from "./schema/planUse.ts";
export { PlanWaitData } from "./schema/planWait.ts";
export { ProfileData, SafetyData } from "./schema/profile.ts";
export { SnapshotData } from "./schema/snapshot.ts";

/** The schema of each command's `data` when it succeeds, by the command's name in the envelope. */
export const commandSchemas = {
  "action create": ActionCreateData,
  "action list": ActionListData,
  "action show": ActionShowData,
  "action archive": ActionShowData,
  "automation-profile add": AutomationProfileAddData,
  "automation-profile list": AutomationProfileListData,
  "automation-profile show": AutomationProfileShowData,
  "automation-profile remove": AutomationProfileRemoveData,
  "automation-profile diff": AutomationProfileDiffData,
  "plan use": PlanUseData,
  "plan spawn": PlanAnswerData,
  "plan list": PlanListData,
  "plan status": PlanStatusData,
  "plan tree": PlanTreeData,
  "plan history": PlanHistoryData,
  "plan explain": PlanExplainData,
  "plan snapshot": PlanSnapshotData,
  "plan wait": PlanWaitData,
  "plan export": PlanExportData,
  "plan check": PlanCheckData,
  "plan advance": PlanAnswerData,
  "plan strategize": PlanAnswerData,
  "plan execute": PlanAnswerData,
  "plan apply": PlanAnswerData,
  "plan claim": PlanClaimData,
  "plan heartbeat": PlanHeartbeatData,
  "plan complete": PlanAnswerData,
  "plan fail": PlanAnswerData,
  "plan constrain": PlanAnswerData,
  "plan release": PlanAnswerData,
  "plan retry": PlanAnswerData,
  "plan revert": PlanAnswerData,
  "plan reclaim": PlanReclaimData,
  "plan cancel": PlanCancelData,
  "plan delete": PlanDeleteData,
  "plan capture": PlanAnswerData,
  "config get": ConfigGetData,
  "config set": ConfigSetData,
  "config list": ConfigListData,
  "db status": DbStatusData,
  "db migrate": DbMigrateData,
  "db verify": DbVerifyData,
  "db findings": DbFindingsData,
  "db backup": DbBackupData,
} as const;

/** The name of a command whose `data` has a schema. */
export type CommandName = keyof typeof commandSchemas;

/** The schemas of lines that are no item of a list: what `--format jsonl` prints for these commands. */
export const lineSchemas = {
  "plan tree": PlanTreeLineData,
  "plan export": PlanExportLineData,
} as const;

/** The schema of `data` of any command that failed. */
export const failureSchema = FailureData;

/** The JSON Schema (draft 2020-12) of one of the schemas above, with unknown keys refused; ready to be written to a file. */
export const jsonSchemaOf = (schema: Schema.Constraint): { readonly [key: string]: unknown } => {
  const document = Schema.toJsonSchemaDocument(schema, { onExcessProperty: "error" });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    ...document.schema,
    ...(Object.keys(document.definitions).length === 0 ? {} : { $defs: document.definitions }),
  };
};

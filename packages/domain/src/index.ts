export { Actions } from "./Actions.ts";
export {
  ACTION_STATES,
  type Action,
  type ActionArgument,
  type ActionState,
  ARGUMENT_TYPES,
  type ArgumentType,
} from "./action/Action.ts";
export { ActionError, type ActionReason } from "./action/ActionError.ts";
export type { ActionFilter, ActionStore } from "./action/ActionStore.ts";
export { compilePattern, type GivenValue, readArgument, valueText } from "./action/argumentValue.ts";
export {
  type BoundArguments,
  bindArguments,
  type GivenArguments,
  renderBound,
} from "./action/bindArguments.ts";
export { type ActionDefinition, readActionFile } from "./action/readActionFile.ts";
export { placeholders, renderTemplate } from "./action/renderTemplate.ts";
export { type ActionText, writeActionFile } from "./action/writeActionFile.ts";
export type { ArchiveCommand } from "./actions/archiveAction.ts";
export type { ActionAnswer, CreateActionCommand, CreateActionError } from "./actions/createAction.ts";
export { ACTOR_KINDS, type Actor, isPerson, parseActor, systemActor } from "./actor/Actor.ts";
export { Crypto } from "./crypto/Crypto.ts";
export type { EventLog, EventQuery } from "./event/EventLog.ts";
export {
  type LedgerEvent,
  type LedgerEventType,
  type NewEvent,
  PLAN_EVENT_TYPES,
  type PlanEventType,
} from "./event/LedgerEvent.ts";
export type { Decision } from "./gate/Decision.ts";
export type { DecisionLog } from "./gate/DecisionLog.ts";
export { decide, type InvalidConfidence, isConfidence } from "./gate/decide.ts";
export { wouldBeAutomaticIf } from "./gate/explainDecision.ts";
export type { GateFacts, GateRequest } from "./gate/GateRequest.ts";
export { isOperation, OPERATIONS, type Operation, THRESHOLD_OF } from "./gate/Operation.ts";
export {
  type GateThreshold,
  OUTCOMES,
  type Outcome,
  RULES,
  type Rule,
  type Verdict,
} from "./gate/Verdict.ts";
export type { IdempotencyRecord, IdempotencyStore } from "./idempotency/IdempotencyStore.ts";
export { formatPath, InvalidInput, type Issue } from "./input/InvalidInput.ts";
export { checkText, LINE, PROSE, type TextRule } from "./input/text.ts";
export { canonicalJson, MAX_CANONICAL_DEPTH } from "./json/canonicalJson.ts";
export { Damaged, isDamaged, type Readable } from "./json/Damaged.ts";
export { JsonError, type JsonPosition, type JsonReason } from "./json/JsonError.ts";
export type { JsonObject, JsonValue } from "./json/JsonValue.ts";
export { parseJson } from "./json/parseJson.ts";
export { type JsonFault, type JsonLimits, scanJson } from "./json/scanJson.ts";
export { utf8Length } from "./json/utf8Length.ts";
export {
  DEFAULT_LEASE_SECONDS,
  isDead,
  type Lease,
  MAX_LEASE_SECONDS,
  MIN_LEASE_SECONDS,
} from "./lease/Lease.ts";
export type { LeaseStore } from "./lease/LeaseStore.ts";
export { formatLeaseToken, type LeaseToken, parseLeaseToken, secretFrom } from "./lease/LeaseToken.ts";
export {
  DEFAULT_NAMESPACE,
  describeNameProblem,
  MAX_NAME_LENGTH,
  type NameProblem,
  PROVIDER_NAMESPACES,
  parseActorName,
  parseName,
  type QualifiedName,
} from "./name/QualifiedName.ts";
export { Plans } from "./Plans.ts";
export { Profiles } from "./Profiles.ts";
export { allows, askGate, type Question } from "./plan/lifecycle/askGate.ts";
export { askNextGate, type GateQuestion, nextPhase, type TargetPhase } from "./plan/lifecycle/forwardGate.ts";
export {
  cancelled,
  errorCategory,
  REVERSION_LIMIT,
  repaired,
  retried,
  reverted,
  revertOperation,
} from "./plan/lifecycle/goBack.ts";
export { completed, notCompleted, notStarted, started } from "./plan/lifecycle/phaseTimes.ts";
export {
  decided,
  lastDecision,
  moved,
  type PlanChanges,
  type Transition,
  unmoved,
} from "./plan/lifecycle/Transition.ts";
export {
  claimed,
  completedWork,
  constrained,
  type Failure,
  failed,
  reclaimed,
  released,
  withResult,
} from "./plan/lifecycle/work.ts";
export type { Moment } from "./plan/Moment.ts";
export {
  ERROR_CATEGORIES,
  type ErrorCategory,
  EXECUTION_ENV_PRIORITIES,
  type ExecutionEnvPriority,
  INVARIANT_SOURCES,
  type InvariantSource,
  isRoot,
  type Plan,
  type PlanActors,
  type PlanArgument,
  type PlanIdentity,
  type PlanInvariant,
  type PlanProject,
  type PlanTimes,
  rootOf,
} from "./plan/Plan.ts";
export { PlanError, type PlanReason } from "./plan/PlanError.ts";
export { hasRules, PLAN_EVENT_NAMES, type PlanEventName, possibleEvents } from "./plan/PlanEventName.ts";
export { isUlid, makeUlids, type PlanId, parseShortId, planIdFromKey, shortId } from "./plan/PlanId.ts";
export type { PlanCursor, PlanFilter, PlanPage, StateCounts } from "./plan/PlanQuery.ts";
export {
  FINISHED_STATES,
  isFinished,
  isLegal,
  isRecoverable,
  PHASES,
  type Phase,
  type Place,
  PROCESSING_STATES,
  type ProcessingState,
} from "./plan/PlanState.ts";
export type { ListedPlan, LockExtent, PlanStore } from "./plan/PlanStore.ts";
export { type PlanTree, type TreeNode, treeOf } from "./plan/PlanTree.ts";
export type { Cancellation, PlanNode, PlanTreeStore } from "./plan/PlanTreeStore.ts";
export { readSubplans, subplansJson } from "./plan/readSubplans.ts";
export { readWorkResult } from "./plan/readWorkResult.ts";
export {
  DEFAULT_SUBPLAN_SETTINGS,
  EXECUTION_MODES,
  type ExecutionMode,
  effectiveSubplans,
  MERGE_STRATEGIES,
  type MergeStrategy,
  type SubplanSettings,
} from "./plan/SubplanSettings.ts";
export type { WorkResult } from "./plan/WorkResult.ts";
export type { AdvanceCommand } from "./plans/advancePlan.ts";
export type { CancelAnswer, CancelCommand } from "./plans/cancelPlan.ts";
export type { CaptureCommand, CaptureError } from "./plans/capturePlan.ts";
export type { CheckAnswer, CheckCommand } from "./plans/checkGate.ts";
export type { ClaimAnswer, ClaimCommand } from "./plans/claimWork.ts";
export type { DeleteAnswer, DeleteCommand } from "./plans/deletePlan.ts";
export type { HeartbeatAnswer, LeaseCommand } from "./plans/heartbeat.ts";
export { DEFAULT_PAGE, type ListAnswer, type ListQuery, MAX_PAGE } from "./plans/listPlans.ts";
export type { Caller } from "./plans/PlansContext.ts";
export type { Children, PlanAnswer, PlanView, WaitingFor } from "./plans/PlanView.ts";
export type { HistoryQuery, PlanRecord } from "./plans/readPlans.ts";
export type { ReclaimAnswer, ReclaimCommand } from "./plans/reclaimWork.ts";
export type { CompleteCommand, FailCommand } from "./plans/reportWork.ts";
export type { Surroundings } from "./plans/resolveRules.ts";
export type { RetryCommand } from "./plans/retryPlan.ts";
export type { RevertCommand } from "./plans/revertPlan.ts";
export type { SpawnCommand, SpawnError } from "./plans/spawnPlan.ts";
export type { PlanCommand } from "./plans/transitionPlan.ts";
export type { UseCommand, UseError } from "./plans/usePlan.ts";
export { MOST_CHILDREN_COUNTED } from "./plans/viewPlan.ts";
export { BUILT_INS, DEFAULT_PROFILE_NAME, findBuiltIn } from "./profile/builtIns.ts";
export { decodeProfileFile, MAX_PROFILE_BYTES, readStoredProfile } from "./profile/decodeProfile.ts";
export { diffProfiles, type RuleDifference } from "./profile/diffProfiles.ts";
export { loosenedRules } from "./profile/loosenedRules.ts";
export {
  DEFAULT_SAFETY,
  type Guards,
  NO_GUARDS,
  PROFILE_SCHEMA_VERSION,
  PROFILE_SOURCES,
  type Profile,
  type ProfileSource,
  type SafetyRules,
} from "./profile/Profile.ts";
export { ProfileError, type ProfileReason } from "./profile/ProfileError.ts";
export { customNameProblem, knownNames } from "./profile/ProfileName.ts";
export { MAX_PROFILE_REF_LENGTH, ProfileRef } from "./profile/ProfileRef.ts";
export {
  type Captured,
  MAX_SNAPSHOT_BYTES,
  MAX_SNAPSHOT_DEPTH,
  type NewSnapshot,
  NOT_CAPTURED_TEXT,
  type NotCaptured,
  ProfileSnapshot,
  type Sha256,
  SNAPSHOT_FORMAT,
  type Snapshot,
  type SnapshotParts,
} from "./profile/ProfileSnapshot.ts";
export type { ProfileStore } from "./profile/ProfileStore.ts";
export { isProvenance, PROVENANCES, type Provenance } from "./profile/Provenance.ts";
export { type ProfileForm, readProfile } from "./profile/readProfile.ts";
export {
  chooseProfile,
  type ProfileChoice,
  type ProfileLevels,
  type Resolution,
  type ResolvedProfile,
  resolveProfile,
  tightenResolved,
  unknownProfile,
} from "./profile/resolveProfile.ts";
export {
  applySafetyOverride,
  MAX_SAFETY_OVERRIDE_BYTES,
  readSafetyOverride,
  readStoredSafetyOverride,
  type SafetyOverride,
  safetyOverrideText,
  writeSafetyOverride,
} from "./profile/SafetyOverride.ts";
export {
  makeThresholds,
  THRESHOLD_NAMES,
  THRESHOLDS,
  type ThresholdAlias,
  type ThresholdName,
  type Thresholds,
} from "./profile/Threshold.ts";
export { matchesToolPattern } from "./profile/toolPattern.ts";
export { normalizeProfile, profileText, writeProfile, writeSafety } from "./profile/writeProfile.ts";
export type { AddProfileCommand, AddProfileError, ProfileAnswer } from "./profiles/addProfile.ts";
export type { ProfileComparison } from "./profiles/compareProfiles.ts";
export type { RemoveProfileCommand } from "./profiles/removeProfile.ts";
export { Settings } from "./Settings.ts";
export { isSettingKey, SETTING_KEYS, type Setting, type SettingKey } from "./setting/Setting.ts";
export type { SettingStore } from "./setting/SettingStore.ts";
export type { SettingPlace, SettingQuery } from "./settings/readSettings.ts";
export type { SetCommand } from "./settings/writeSetting.ts";
export type { SnapshotStore } from "./snapshot/SnapshotStore.ts";
export { beforeDeadline, type Signal, untilAborted, withinMillis } from "./store/limits.ts";
export { StorageError, type StorageReason } from "./store/StorageError.ts";
export { type ReadOptions, type Stores, UnitOfWork, type WriteOptions } from "./store/UnitOfWork.ts";
export { Instant, isInstant } from "./time/Instant.ts";
export type { ClaimOutcome, LeaseGrant, PendingDependency, WorkFilter, WorkQueue } from "./work/WorkQueue.ts";

import type { ActionReason, PlanReason, ProfileReason, StorageReason } from "@planwright/domain";
import type { MigrationReason } from "@planwright/migrations";
import * as Effect from "effect/Effect";
import { answerRequest } from "./answerRequest.ts";
import type { CommandError } from "./command/CommandError.ts";
import type { Io } from "./Io.ts";
import { makeLog } from "./present/makeLog.ts";
import { printFault } from "./present/printFault.ts";
import { reportFailure } from "./present/reportFailure.ts";

/** 0 done, 1 internal error, 2 usage, 3 not found, 4 conflict, 5 waits for a person, 6 storage (interfaces.md section 2). */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 6;

const ofPlan = (reason: PlanReason): ExitCode => {
  switch (reason._tag) {
    case "NotFound":
      return 3;
    case "Ambiguous":
      return 2;
    case "ApprovalRequired":
      return 5;
    case "WrongState":
    case "StaleVersion":
    case "LeaseLost":
    case "LiveLease":
    case "ReversionLimit":
    case "DescendantsUnfinished":
    case "HasDescendants":
    case "HasDependents":
    case "ChildrenFailed":
    case "ValidationFailed":
    case "ValidationUnreadable":
    case "SandboxRequired":
    case "CheckpointRequired":
    case "NotCaptured":
    case "AlreadyCaptured":
    case "PersonRequired":
    case "RefusedByRule":
    case "KeyInFlight":
      return 4;
  }
};

const ofAction = (reason: ActionReason): ExitCode => {
  switch (reason._tag) {
    case "NotFound":
      return 3;
    case "Exists":
    case "Archived":
    case "Changed":
    case "Damaged":
      return 4;
  }
};

const ofProfile = (reason: ProfileReason): ExitCode => {
  switch (reason._tag) {
    case "NotFound":
      return 3;
    case "Unknown":
    case "Invalid":
    case "EmptyName":
    case "BadSnapshot":
      return 2;
    case "ReadOnly":
    case "Exists":
    case "Loosens":
    case "Disagree":
    case "DamagedReference":
      return 4;
  }
};

const ofStorage = (reason: StorageReason): ExitCode => {
  switch (reason._tag) {
    case "Conflict":
      return 4;
    case "Busy":
    case "Unavailable":
    case "Full":
    case "ReadOnly":
    case "Corrupt":
    case "SchemaTooNew":
    case "SchemaTooOld":
      return 6;
  }
};

const ofMigration = (reason: MigrationReason): ExitCode => {
  switch (reason._tag) {
    case "UnknownMigration":
    case "OnlyForward":
      return 2;
    case "BrokenChain":
    case "StepFailed":
      return 1;
    case "Busy":
    case "Unavailable":
    case "NotADatabase":
    case "Unsupported":
    case "Corrupt":
    case "ReadOnly":
    case "Full":
    case "SchemaTooNew":
    case "SchemaTooOld":
    case "HistoryMismatch":
    case "ForeignSchema":
    case "UnknownRevision":
    case "PopulatedLegacy":
    case "BackupFailed":
      return 6;
  }
};

/** The one place where a failure becomes an exit code; a new reason does not compile until it has one. */
export const exitCodeOf = (error: CommandError): ExitCode => {
  switch (error._tag) {
    case "UsageError":
    case "LocationError":
    case "InvalidInput":
      return 2;
    case "PlanError":
      return ofPlan(error.reason);
    case "ActionError":
      return ofAction(error.reason);
    case "ProfileError":
      return ofProfile(error.reason);
    case "StorageError":
      return ofStorage(error.reason);
    case "MigrationError":
      return ofMigration(error.reason);
  }
};

/**
 * Runs one command line to its end: the result is on standard output, whole, and everything else on standard error when
 * the exit code comes back. Never rejects.
 */
export const run = (io: Io): Promise<ExitCode> => {
  const log = makeLog(io);
  const program: Effect.Effect<ExitCode> = answerRequest(io).pipe(
    Effect.catch(({ error, ...where }) => {
      const exitCode = exitCodeOf(error);
      return Effect.as(reportFailure(io, { ...where, error, exitCode }), exitCode);
    }),
    Effect.catchCause((cause) => Effect.as(printFault(io, cause), 1 as const)),
    log.collect,
  );
  return Effect.runPromise(Effect.tap(program, log.written));
};

import type { GivenValue, Operation, Plan, SubplanSettings, WorkResult } from "@planwright/domain";

/** Which plans a reference chooses from, by what is known of them. */
export type Among =
  | "any"
  | "gate"
  | "queued"
  | "processing"
  | "leased"
  | "stopped"
  | "finished"
  | "parent"
  | "child"
  | "gone"
  | "uncaptured";

/** A plan by its place among those that the stream has made so far, or a text that may name none. */
export type PlanRef =
  | { readonly among: Among; readonly nth: number; readonly form: "id" | "short" | "lower" }
  | { readonly text: string };

/** A lease token by its place among those given so far, newest first, or a text that may be none. */
export type TokenRef = { readonly nth: number } | { readonly text: string };

/** The version that a caller believes in: the one that was last seen, another one, or none. */
export type VersionRef = "seen" | "other" | null;

/** What all commands that name a plan and may change it have. */
export interface OnPlan {
  readonly plan: PlanRef;
  readonly actor: string;
  readonly ifVersion: VersionRef;
  readonly dryRun: boolean;
}

/** A command of a worker that may hold the lease. */
export interface UnderLease extends OnPlan {
  readonly token: TokenRef;
}

/** The arguments of a new plan. */
export type Given = ReadonlyArray<readonly [name: string, value: GivenValue]>;

/** A project as a caller names it. */
export interface ProjectRef {
  readonly name: string;
  readonly alias: string | null;
  readonly readOnly: boolean;
}

/** The parts of a list query; undefined parts are left out. */
export interface ListParts {
  readonly phase?: Plan["phase"];
  readonly state?: Plan["processingState"];
  readonly project?: string;
  readonly action?: string;
  readonly profile?: string;
  readonly needsApproval?: boolean;
  readonly since?: string;
  readonly pattern?: string;
  readonly limit?: number;
  readonly count?: boolean;
}

/**
 * One command of a stream: plain data, so that a stream can be cut, printed and run again. What it refers to is found
 * when it runs.
 */
export type Command =
  | {
      readonly do: "use";
      readonly actor: string;
      readonly dryRun: boolean;
      readonly action: string;
      readonly projects: ReadonlyArray<ProjectRef>;
      readonly automationProfile: string | undefined;
      readonly surroundings: string | undefined;
      readonly arguments: Given;
      readonly invariants: ReadonlyArray<string>;
      readonly name: string | undefined;
      readonly subplans: SubplanSettings | undefined;
      readonly key: string | undefined;
    }
  | ({
      readonly do: "spawn";
      readonly description: string | undefined;
      readonly definitionOfDone: string | undefined;
      readonly automationProfile: string | undefined;
      readonly arguments: Given;
      readonly dependsOn: ReadonlyArray<PlanRef>;
      readonly subplans: SubplanSettings | undefined;
      readonly confidence: number | undefined;
      readonly key: string | undefined;
    } & OnPlan)
  | ({
      readonly do: "advance";
      readonly to: "next" | "strategize" | "execute" | "apply";
      readonly confidence: number | undefined;
    } & OnPlan)
  | {
      readonly do: "claim";
      readonly actor: string;
      readonly dryRun: boolean;
      readonly phase: Exclude<Plan["phase"], "action"> | undefined;
      readonly project: string | undefined;
      readonly worker: string | undefined;
      readonly leaseSeconds: number | undefined;
    }
  | ({ readonly do: "heartbeat" | "constrain" | "release" } & UnderLease)
  | ({
      readonly do: "complete";
      readonly result: WorkResult;
      readonly confidence: number | undefined;
    } & UnderLease)
  | ({
      readonly do: "fail";
      readonly category: "transient" | "infeasible" | "validation" | "resource" | "merge_conflict" | "other";
      readonly message: string | null;
      readonly details: WorkResult["validationSummary"];
      readonly confidence: number | undefined;
    } & UnderLease)
  | {
      readonly do: "reclaim";
      readonly actor: string;
      readonly dryRun: boolean;
      readonly plan: PlanRef | null;
    }
  | ({ readonly do: "retry"; readonly confidence: number | undefined } & OnPlan)
  | ({
      readonly do: "revert";
      readonly confidence: number | undefined;
      readonly reason: string | undefined;
    } & OnPlan)
  | ({ readonly do: "cancel"; readonly reason: string | undefined } & OnPlan)
  | ({ readonly do: "remove"; readonly tree: boolean } & OnPlan)
  | ({ readonly do: "capture"; readonly automationProfile: string | undefined } & OnPlan)
  | ({
      readonly do: "check";
      readonly operation: Operation;
      readonly tool: string | undefined;
      readonly writes: boolean | undefined;
      readonly unsafe: boolean | undefined;
      readonly skill: string | undefined;
      readonly cost: number | undefined;
      readonly confidence: number | undefined;
    } & OnPlan)
  | {
      readonly do: "get" | "status" | "tree" | "ancestors" | "record" | "snapshot";
      readonly plan: PlanRef;
    }
  | {
      readonly do: "history";
      readonly plan: PlanRef;
      /** A number, or an event of the plan by its place among those that were seen. */
      readonly after: number | { readonly nth: number } | undefined;
      readonly limit: number | undefined;
    }
  | { readonly do: "explain"; readonly plan: PlanRef; readonly operation: Operation | undefined }
  | { readonly do: "list"; readonly parts: ListParts; readonly root: PlanRef | null }
  /** The next page of the last list that had one, or one that a text asks for. */
  | { readonly do: "list on"; readonly parts: ListParts; readonly cursor: string | null }
  | {
      readonly do: "action create";
      readonly actor: string;
      readonly dryRun: boolean;
      readonly file: unknown;
      readonly replace: boolean;
      readonly key: string | undefined;
    }
  | {
      readonly do: "action archive";
      readonly actor: string;
      readonly dryRun: boolean;
      readonly name: string;
    }
  | { readonly do: "action get"; readonly name: string }
  | {
      readonly do: "action list";
      readonly namespace: string | undefined;
      readonly state: "available" | "archived" | undefined;
    }
  | {
      readonly do: "profile add";
      readonly actor: string;
      readonly dryRun: boolean;
      readonly file: unknown;
      readonly replace: boolean;
    }
  | {
      readonly do: "profile remove";
      readonly actor: string;
      readonly dryRun: boolean;
      readonly name: string;
    }
  | { readonly do: "profile get"; readonly name: string }
  | { readonly do: "profile list" }
  | { readonly do: "profile diff"; readonly left: string; readonly right: PlanRef }
  | { readonly do: "setting get"; readonly key: string; readonly project: string | undefined }
  | {
      readonly do: "setting set";
      readonly actor: string;
      readonly dryRun: boolean;
      readonly key: string;
      readonly project: string | undefined;
      readonly value: string;
    }
  | { readonly do: "setting list" }
  /** A plan as an adopted ledger may hold it, put in beside the use cases; `plan` is its parent. */
  | {
      readonly do: "adopt";
      readonly fields: number;
      readonly id: string | null;
      readonly plan: PlanRef | null;
      readonly captured: boolean;
    }
  /** The lease of a plan becomes a dead one on whatever clock. */
  | { readonly do: "lapse"; readonly plan: PlanRef }
  /** Every lease becomes a dead one, and the callers' clock goes on by more than a key is remembered. */
  | { readonly do: "next day" };

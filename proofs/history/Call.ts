/** What a process asks of the ledger, as it is recorded. Ids and tokens are texts, so that it can be written and read. */
export type Command =
  | {
      readonly do: "use";
      readonly profile: string;
      readonly subplans: Subplans | null;
      /** An idempotency key, which all who use it share: they act as one. */
      readonly key?: string;
    }
  | {
      readonly do: "spawn";
      readonly plan: string;
      readonly subplans: Subplans | null;
      readonly dependsOn: ReadonlyArray<string>;
    }
  | {
      readonly do: "advance";
      readonly plan: string;
      readonly to: TargetPhase;
      readonly ifVersion: number | null;
    }
  | { readonly do: "claim" }
  | {
      readonly do: "complete" | "heartbeat" | "release" | "constrain";
      readonly plan: string;
      readonly token: string;
    }
  | { readonly do: "fail"; readonly plan: string; readonly token: string; readonly transient: boolean }
  | { readonly do: "reclaim"; readonly plan: string | null }
  | { readonly do: "retry" | "revert" | "cancel"; readonly plan: string; readonly ifVersion: number | null }
  | { readonly do: "delete"; readonly plan: string; readonly tree: boolean }
  | { readonly do: "tool"; readonly plan: string }
  /** Makes the lease of a plan a dead one, as if its worker had been silent for too long. */
  | { readonly do: "lapse"; readonly plan: string }
  | { readonly do: "get"; readonly plan: string }
  | { readonly do: "list" };

/** How the children of a plan run, as far as the proofs vary it. */
export interface Subplans {
  readonly mode: "parallel" | "sequential" | "dependency_ordered";
  readonly maxParallel: number;
  readonly failFast: boolean;
}

/** A phase that a plan can be advanced to. */
export type TargetPhase = "strategize" | "execute" | "apply";

/** A plan as an answer shows it. */
export interface Seen {
  readonly plan: string;
  readonly phase: string;
  readonly state: string;
  readonly version: number;
  readonly fence: number;
}

/** What a refusal says, besides its tag, as far as it says it. */
export interface Refusal {
  readonly tag: string;
  /** The event that was refused, of `WrongState`. */
  readonly event?: string | undefined;
  readonly phase?: string | undefined;
  readonly state?: string | undefined;
  /** The plan's version as the refusal tells it. */
  readonly version?: number | undefined;
  readonly message: string;
}

/** What came back. */
export type Answer =
  | {
      readonly is: "done";
      /** The plans that the answer shows: none, one, or the page of a list. */
      readonly seen: ReadonlyArray<Seen>;
      readonly token?: string | undefined;
      /** Ids that the command named as changed besides: what was reclaimed. */
      readonly changed?: ReadonlyArray<string> | undefined;
      /** Whether there was a lease, of `lapse`. */
      readonly found?: boolean | undefined;
    }
  | { readonly is: "refused"; readonly refusal: Refusal };

/** One call of one process; times are nanoseconds of the machine's monotonic clock since the run began. */
export interface Call {
  readonly process: number;
  readonly index: number;
  /** Who acted, as the ledger records it. */
  readonly actor: string;
  readonly command: Command;
  readonly begin: number;
  /** Infinity when nobody knows what came of it: the process was killed, or the connection lost at the commit. */
  readonly end: number;
  readonly answer: Answer | null;
}

/** The number in a lease token. */
export const fenceOf = (token: string): number => Number(token.split(".").at(-2));

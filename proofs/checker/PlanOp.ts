import type { Call, Seen } from "../history/Call.ts";
import type { Span } from "./linearize.ts";

/** What a call did to one plan, which need not be the plan that it named. */
export type What =
  /** The plan came into being; where it stood then, when the answer told. */
  | { readonly effect: "born"; readonly seen: Seen | null }
  /** A child was made of it, or refused. */
  | { readonly effect: "spawned-from" }
  /** The command named this plan. */
  | { readonly effect: "named" }
  /** A claim took it; null where no answer tells. */
  | { readonly effect: "claimed"; readonly seen: Seen | null }
  /** It was among those that were given back. */
  | { readonly effect: "reclaimed" }
  /** Something above it was cancelled or reverted, which cancels what is unfinished below. */
  | { readonly effect: "cancelled-above" }
  /** It was deleted with something above it. */
  | { readonly effect: "deleted-above" }
  /** Somebody looked at it, in a list or at the end; null = it was not there. */
  | { readonly effect: "seen"; readonly seen: Seen | null };

/** A call as it concerns one plan. */
export interface PlanOp extends Span {
  readonly call: Call;
  readonly what: What;
}

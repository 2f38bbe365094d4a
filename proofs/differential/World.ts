import {
  isFinished,
  type LedgerEvent,
  type Plan,
  type PlanFilter,
  type PlanId,
  planIdFromKey,
} from "@planwright/domain";
import type { Among, PlanRef, TokenRef, VersionRef } from "./Command.ts";

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null;

const isPlan = (value: {
  readonly [key: string]: unknown;
}): value is Plan & { readonly [key: string]: unknown } =>
  typeof value.planId === "string" && "effectiveProfileSnapshot" in value && "processingState" in value;

const isEvent = (value: {
  readonly [key: string]: unknown;
}): value is LedgerEvent & { readonly [key: string]: unknown } =>
  typeof value.id === "number" && typeof value.type === "string" && "planId" in value;

const isPage = (value: {
  readonly [key: string]: unknown;
}): value is { readonly [key: string]: unknown; readonly nextCursor: string; readonly filter: PlanFilter } =>
  typeof value.nextCursor === "string" && isObject(value.filter);

/** A list with the place from which it goes on. */
export type NextPage = PlanFilter & { readonly cursor: string };

const standsAtGate = ({ phase, processingState: state }: Plan): boolean =>
  (phase === "action" && state === "queued") || state === "complete";

/** What is known of plans besides themselves. */
interface Known {
  readonly parents: ReadonlySet<string>;
  /** Plans and fences that a token was given for, as tokens begin. */
  readonly leased: ReadonlySet<string>;
}

const leaseOf = (planId: string, fence: number): string => `${planId}.${fence}.`;

const fits = (plan: Plan, among: Among, { leased, parents }: Known): boolean => {
  const state = plan.processingState;
  switch (among) {
    case "any":
    case "gone":
      return true;
    case "gate":
      return standsAtGate(plan);
    case "queued":
      return state === "queued" && plan.phase !== "action";
    case "processing":
      return state === "processing";
    case "leased":
      return state === "processing" && leased.has(leaseOf(plan.planId, plan.leaseFence));
    case "stopped":
      return state === "errored" || state === "constrained";
    case "finished":
      return isFinished(state);
    case "parent":
      return parents.has(plan.planId);
    case "child":
      return plan.parentPlanId !== null;
    case "uncaptured":
      return plan.effectiveProfileSnapshot._tag !== "Captured";
  }
};

/** What is known of a ledger from what it answered: the plans, tokens and cursors that later commands may name. */
export class World {
  readonly #plans = new Map<string, Plan>();
  readonly #parents = new Set<string>();
  readonly #events = new Map<string, Array<number>>();
  readonly #gone: Array<string> = [];
  readonly #tokens: Array<string> = [];
  readonly #leased = new Set<string>();
  #next: NextPage | null = null;

  /** Learns from an answer: the plans in it, a token, a cursor, what was deleted. */
  learn(answer: unknown): void {
    if (Array.isArray(answer)) {
      for (const item of answer) this.learn(item);
      return;
    }
    if (!isObject(answer)) return;
    if (isPlan(answer)) {
      this.#plans.set(answer.planId, answer);
      if (answer.parentPlanId !== null) this.#parents.add(answer.parentPlanId);
      return;
    }
    if (isEvent(answer)) {
      this.#noteEvent(answer);
      return;
    }
    if (typeof answer.leaseToken === "string") {
      this.#tokens.unshift(answer.leaseToken);
      this.#leased.add(answer.leaseToken.slice(0, answer.leaseToken.lastIndexOf(".") + 1));
    }
    if (isPage(answer)) this.#next = { ...answer.filter, cursor: answer.nextCursor };
    if (typeof answer.deleted === "number" && typeof answer.planId === "string") this.#forget(answer.planId);
    for (const value of Object.values(answer)) this.learn(value);
  }

  #noteEvent({ id, planId }: LedgerEvent): void {
    const known = this.#events.get(planId ?? "") ?? [];
    if (!known.includes(id)) this.#events.set(planId ?? "", [...known, id]);
  }

  #forget(top: string): void {
    const below = [...this.#plans.values()].filter(({ parentPlanId }) => parentPlanId === top);
    this.#plans.delete(top);
    this.#gone.push(top);
    for (const { planId } of below) this.#forget(planId);
  }

  /** What asks for the page after the last one that was not the last of its list; null = there was none. */
  get nextPage(): NextPage | null {
    return this.#next;
  }

  /** Ids of all plans that are not known to be deleted. */
  get ids(): ReadonlyArray<PlanId> {
    return [...this.#plans.keys()].map(planIdFromKey);
  }

  /** A plan as it was last seen; undefined for texts that name none. */
  planOf(ref: PlanRef): Plan | undefined {
    if ("text" in ref) return undefined;
    const fitting = [...this.#plans.values()].filter((plan) =>
      fits(plan, ref.among, { parents: this.#parents, leased: this.#leased }),
    );
    const known = fitting.length > 0 ? fitting : [...this.#plans.values()];
    return known[ref.nth % known.length];
  }

  /** The text under which a command names a plan. */
  idOf(ref: PlanRef): string {
    if ("text" in ref) return ref.text;
    const gone = this.#gone[ref.nth % this.#gone.length];
    const id = ref.among === "gone" && gone !== undefined ? gone : (this.planOf(ref)?.planId ?? "nobody");
    if (ref.form === "id") return id;
    return ref.form === "short" ? id.slice(-8) : id.slice(-8).toLowerCase();
  }

  /** The token that a command shows: one of those given for the plan where there are some. */
  tokenOf(ref: TokenRef, plan: PlanRef): string {
    if ("text" in ref) return ref.text;
    const id = this.planOf(plan)?.planId ?? "";
    const own = this.#tokens.filter((token) => token.startsWith(`${id}.`));
    const known = own.length > 0 ? own : this.#tokens;
    return known[ref.nth % known.length] ?? "no token";
  }

  /** The number of an event of a plan, of those that an answer has shown; 0 where there are none. */
  eventOf(nth: number, id: string): number {
    const known = this.#events.get(id) ?? [];
    return known[nth % known.length] ?? 0;
  }

  /** The version that a caller names. */
  versionOf(ref: VersionRef, plan: PlanRef): number | undefined {
    if (ref === null) return undefined;
    const version = this.planOf(plan)?.version ?? 1;
    return ref === "seen" ? version : version + 1;
  }
}

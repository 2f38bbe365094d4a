import type { Subplans } from "../../history/Call.ts";
import type { Logged } from "../../history/Ledger.ts";
import { familyOf } from "../Family.ts";
import { type Evidence, eventName } from "./Evidence.ts";

/** A child as far as the log has told of it. */
interface Child {
  readonly plan: string;
  begun: boolean;
  /** It has stopped at least once; whether it is open again when somebody claims beside it, the log cannot tell. */
  stopped: boolean;
  finished: "applied" | "cancelled" | null;
}

const DEFAULTS: Subplans = { mode: "parallel", maxParallel: 4, failFast: false };

const note = (child: Child, { data, type }: Logged): void => {
  if (type === "plan.claimed") child.begun = true;
  if (type === "plan.failed" || type === "plan.constrained") child.stopped = true;
  if (type === "plan.cancelled") child.finished = "cancelled";
  const { to } = data;
  if (
    type === "plan.completed" &&
    typeof to === "object" &&
    to !== null &&
    "state" in to &&
    to.state === "applied"
  )
    child.finished = "applied";
};

const hindrance = (
  child: Child,
  siblings: ReadonlyArray<Child>,
  settings: Subplans,
  dependsOn: ReadonlyArray<string>,
): string | undefined => {
  const open = siblings.filter(
    ({ begun, finished, stopped }) => begun && !stopped && finished === null,
  ).length;
  if (!child.begun && open >= settings.maxParallel)
    return `${open} siblings were open, at most ${settings.maxParallel}`;
  const older = siblings.slice(0, siblings.indexOf(child)).find(({ finished }) => finished === null);
  if (settings.mode === "sequential" && older !== undefined)
    return `its older sibling ${older.plan} was unfinished`;
  if (settings.mode !== "dependency_ordered") return undefined;
  const pending = dependsOn.find((id) => siblings.find(({ plan }) => plan === id)?.finished !== "applied");
  return pending === undefined ? undefined : `its dependency ${pending} was not applied`;
};

/**
 * Nobody was given a child that the rules of its parent still held back: `max_parallel` (siblings that never stopped are
 * counted), `sequential`, dependencies.
 */
export const siblingProblems = ({ calls, ledger }: Evidence): ReadonlyArray<string> => {
  const family = familyOf(calls, ledger);
  const children = new Map<string, Array<Child>>();
  const problems: Array<string> = [];
  for (const event of ledger.log) {
    const birth = event.plan === null ? undefined : family.get(event.plan);
    if (event.plan === null || birth === undefined || birth.parent === null) continue;
    const siblings = children.get(birth.parent) ?? [];
    children.set(birth.parent, siblings);
    if (event.type === "plan.created")
      siblings.push({ plan: event.plan, begun: false, stopped: false, finished: null });
    const child = siblings.find(({ plan }) => plan === event.plan);
    if (child === undefined) continue;
    if (event.type === "plan.claimed") {
      const settings = family.get(birth.parent)?.subplans ?? DEFAULTS;
      const why = hindrance(child, siblings, settings, birth.dependsOn);
      if (why !== undefined) problems.push(`${eventName(event)} by ${event.actor}: ${why}`);
    }
    note(child, event);
    if (event.type === "plan.deleted") siblings.splice(siblings.indexOf(child), 1);
  }
  return problems;
};

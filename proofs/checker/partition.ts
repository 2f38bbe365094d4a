import type { Call } from "../history/Call.ts";
import type { Ledger } from "../history/Ledger.ts";
import { ancestorsOf, type Family } from "./Family.ts";
import type { PlanOp, What } from "./PlanOp.ts";

/** Every plan's own history. */
export type Histories = ReadonlyMap<string, ReadonlyArray<PlanOp>>;

type Add = (plan: string, call: Call, what: What) => void;

const addDone = (add: Add, call: Call): void => {
  const { answer, command } = call;
  if (answer?.is !== "done") return;
  const [first] = answer.seen;
  if (command.do === "list") {
    for (const seen of answer.seen) add(seen.plan, call, { effect: "seen", seen });
  } else if (command.do === "claim") {
    if (first !== undefined) add(first.plan, call, { effect: "claimed", seen: first });
  } else if (command.do === "use" || command.do === "spawn") {
    if (first !== undefined) add(first.plan, call, { effect: "born", seen: first });
    if (command.do === "spawn") add(command.plan, call, { effect: "spawned-from" });
  } else if (command.do === "reclaim" && command.plan === null) {
    for (const plan of answer.changed ?? []) add(plan, call, { effect: "reclaimed" });
  } else if (command.plan !== null) add(command.plan, call, { effect: "named" });
};

const addUnanswered = (add: Add, call: Call, family: Family): void => {
  const { command } = call;
  if (command.do === "claim") {
    for (const plan of family.keys()) add(plan, call, { effect: "claimed", seen: null });
  } else if (command.do === "use" || command.do === "spawn") {
    for (const [plan, birth] of family)
      if (birth.call === call) add(plan, call, { effect: "born", seen: null });
  } else if ("plan" in command && command.plan !== null) add(command.plan, call, { effect: "named" });
};

const addBelow = (add: Add, call: Call, below: ReadonlyMap<string, ReadonlyArray<string>>): void => {
  const { answer, command } = call;
  if (answer?.is === "refused") return;
  if (command.do === "cancel" || command.do === "revert") {
    for (const plan of below.get(command.plan) ?? []) add(plan, call, { effect: "cancelled-above" });
  } else if (command.do === "delete" && command.tree) {
    for (const plan of below.get(command.plan) ?? []) add(plan, call, { effect: "deleted-above" });
  }
};

const descendants = (family: Family): ReadonlyMap<string, ReadonlyArray<string>> => {
  const below = new Map<string, Array<string>>();
  for (const plan of family.keys()) {
    for (const above of ancestorsOf(family, plan)) {
      const known = below.get(above);
      if (known === undefined) below.set(above, [plan]);
      else known.push(plan);
    }
  }
  return below;
};

/** The look at the ledger when everything was over. */
const lastLook = (calls: ReadonlyArray<Call>): Call => {
  const end = calls.reduce(
    (latest, call) => Math.max(latest, call.begin, Number.isFinite(call.end) ? call.end : 0),
    0,
  );
  const command = { do: "list" } as const;
  return { process: -1, index: 0, actor: "", command, begin: end + 1, end: end + 2, answer: null };
};

/**
 * Takes a history apart by plan, a call that concerns several plans into all of their histories. At the end everybody
 * sees the ledger as it was found.
 */
export const partition = (calls: ReadonlyArray<Call>, ledger: Ledger, family: Family): Histories => {
  const histories = new Map<string, Array<PlanOp>>(Array.from(family.keys(), (plan) => [plan, []]));
  const add: Add = (plan, call, what) => {
    const known = histories.get(plan);
    const op = { begin: call.begin, end: call.end, call, what };
    if (known === undefined) histories.set(plan, [op]);
    else known.push(op);
  };
  const below = descendants(family);
  for (const call of calls) {
    if (call.answer === null) addUnanswered(add, call, family);
    else if (call.answer.is === "done") addDone(add, call);
    else if ("plan" in call.command && call.command.plan !== null)
      add(call.command.plan, call, { effect: "named" });
    addBelow(add, call, below);
  }
  const look = lastLook(calls);
  const found = new Map(ledger.plans.map((plan) => [plan.plan, plan]));
  for (const plan of new Set([...histories.keys(), ...found.keys()]))
    add(plan, look, { effect: "seen", seen: found.get(plan) ?? null });
  return histories;
};

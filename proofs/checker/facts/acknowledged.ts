import type { Call } from "../../history/Call.ts";
import type { Logged } from "../../history/Ledger.ts";
import { callLine } from "../judge.ts";
import { type Evidence, eventName } from "./Evidence.ts";

/** An event that a call which was answered must have left. */
interface Trace {
  readonly call: Call;
  readonly plan: string;
  /** Null where the answer does not tell it. */
  readonly version: number | null;
  readonly type: string | null;
}

const SILENT = new Set(["get", "list", "lapse", "heartbeat", "tool"]);

const tracesOf = (call: Call): ReadonlyArray<Trace> => {
  const { answer, command } = call;
  if (answer?.is !== "done" || SILENT.has(command.do)) return [];
  if (command.do === "reclaim") {
    const given = answer.changed ?? [];
    return given.map((plan) => ({ call, plan, version: null, type: "plan.reclaimed" }));
  }
  if (command.do === "delete") return [{ call, plan: command.plan, version: null, type: "plan.deleted" }];
  return answer.seen.map(({ plan, version }) => ({ call, plan, version, type: null }));
};

const nameOf = (actor: string, plan: string | null, what: string | number | null): string =>
  `${actor} ${plan} ${what}`;

/** Events by each name under which an answer may ask for them. */
const index = (log: ReadonlyArray<Logged>): ReadonlyMap<string, Logged> =>
  new Map(
    log.flatMap((event): ReadonlyArray<readonly [string, Logged]> => {
      const { actor, plan, type, version } = event;
      const byType = [nameOf(actor, plan, type), event] as const;
      // A decision and a deletion tell a version that somebody else may have made.
      const isOwn = type !== "gate.decided" && type !== "plan.deleted";
      return isOwn ? [byType, [nameOf(actor, plan, version), event]] : [byType];
    }),
  );

/** What each answered call left in the log, for the calls that leave something. */
export const tracedCalls = ({
  calls,
  ledger,
}: Evidence): ReadonlyArray<readonly [Trace, Logged | undefined]> => {
  const known = index(ledger.log);
  return calls
    .flatMap(tracesOf)
    .map(
      (trace) =>
        [trace, known.get(nameOf(trace.call.actor, trace.plan, trace.type ?? trace.version))] as const,
    );
};

/** Everything that was acknowledged is in the log, and nobody who asked for nothing is. */
export const acknowledgedProblems = (evidence: Evidence): ReadonlyArray<string> => {
  const lost = tracedCalls(evidence)
    .filter(([, event]) => event === undefined)
    .map(([{ call }]) => `this was acknowledged and is not in the log:\n${callLine(call)}`);
  const actors = new Set(evidence.calls.map(({ actor }) => actor));
  const ghosts = evidence.ledger.log
    .filter(({ actor, plan }) => plan !== null && !actors.has(actor))
    .map((event) => `${eventName(event)} was made by ${event.actor}, who did nothing`);
  return [...lost, ...ghosts];
};

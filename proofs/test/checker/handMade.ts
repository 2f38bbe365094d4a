import type { Answer, Call, Command, Refusal, Seen } from "../../history/Call.ts";
import type { Found, Ledger, Logged } from "../../history/Ledger.ts";

/** A plan as an answer shows it: `seen("P", "strategize/queued", 2)`. */
export const seen = (plan: string, place: string, version: number, fence = 0): Seen => {
  const [phase = "", state = ""] = place.split("/");
  return { plan, phase, state, version, fence };
};

/** The answer of a call that was carried out. */
export const done = (...plans: ReadonlyArray<Seen>): Answer => ({ is: "done", seen: plans });

/** The answer of a claim. */
export const given = (plan: Seen): Answer => ({
  is: "done",
  seen: [plan],
  token: tokenOf(plan.plan, plan.fence),
});

/** The answer of a call that was refused. */
export const refused = (tag: string, more: Partial<Refusal> = {}): Answer => ({
  is: "refused",
  refusal: { tag, message: tag, ...more },
});

/** A lease token. */
export const tokenOf = (plan: string, fence: number): string => `${plan}.${fence}.secret`;

/** A call between two instants; without an end nobody knows what came of it. */
export const call = (
  process: number,
  [begin, end]: readonly [begin: number, end?: number],
  command: Command,
  answer: Answer | null,
): Call => ({
  process,
  index: begin,
  actor: `worker:${process}`,
  command,
  begin,
  end: end ?? Number.POSITIVE_INFINITY,
  answer,
});

/** A root made by process 0 before everything else, on its way to a worker. */
export const made = (plan: string, failFast = false): Call =>
  call(
    0,
    [-2, -1],
    { do: "use", profile: "full-auto", subplans: { mode: "parallel", maxParallel: 4, failFast } },
    done(seen(plan, "strategize/queued", 2)),
  );

/** The ledger in the end. */
export const ledger = (...plans: ReadonlyArray<Seen & Partial<Found>>): Ledger => ({
  plans: plans.map((plan) => ({ parent: null, root: plan.plan, lease: null, ...plan })),
  log: [],
});

/** An event of a log. */
export const logged = (
  id: number,
  type: string,
  plan: string,
  version: number,
  data: Logged["data"] = {},
): Logged => ({ id, type, plan, root: plan, version, actor: "worker:1", at: String(id), data });

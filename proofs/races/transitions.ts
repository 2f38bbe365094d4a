import type { Command, Seen } from "../history/Call.ts";
import type { Judge } from "./Judge.ts";

/** One thing that exactly one of several callers can do. */
export interface Transition {
  readonly name: string;
  /** Makes a plan ready for it, and answers with the commands of `count` callers. */
  readonly prepare: (judge: Judge, count: number) => Promise<Prepared>;
  /** What the others may be told, by the tag of the refusal; `nothing` = a claim that found nothing. */
  readonly others: ReadonlyArray<string>;
}

/** A plan before a race, and what each caller will ask. */
export interface Prepared {
  readonly plan: Seen;
  readonly commands: ReadonlyArray<Command>;
}

const same = (plan: Seen, count: number, command: Command): Prepared => ({
  plan,
  commands: Array.from({ length: count }, () => command),
});

/** A plan that a worker has, with the token. */
const claimed = async (
  judge: Judge,
  profile: string,
): Promise<{ readonly plan: Seen; readonly token: string }> => {
  const { plan } = await judge.root(profile);
  const token = await judge.token();
  return { plan: await judge.one({ do: "get", plan }), token };
};

/** A plan whose worker has reported a failure that nobody retries by himself. */
const stopped = async (judge: Judge): Promise<Seen> => {
  const { plan, token } = await claimed(judge, "full-auto");
  return judge.one({ do: "fail", plan: plan.plan, token, transient: false });
};

/** A plan that has just been carried out and waits for a person before it is applied. */
const executed = async (judge: Judge): Promise<Seen> => {
  const { plan, token } = await claimed(judge, "auto");
  await judge.do({ do: "complete", plan: plan.plan, token });
  return judge.one({ do: "complete", plan: plan.plan, token: await judge.token() });
};

/** The transitions that callers race for, one per round in turn. */
export const TRANSITIONS: ReadonlyArray<Transition> = [
  {
    name: "advance",
    prepare: async (judge, count) => {
      const plan = await judge.root("manual");
      return same(plan, count, { do: "advance", plan: plan.plan, to: "strategize", ifVersion: null });
    },
    others: ["WrongState"],
  },
  {
    name: "advance of a version",
    prepare: async (judge, count) => {
      const plan = await executed(judge);
      return same(plan, count, { do: "advance", plan: plan.plan, to: "apply", ifVersion: plan.version });
    },
    others: ["StaleVersion"],
  },
  {
    name: "claim",
    prepare: async (judge, count) => same(await judge.root("full-auto"), count, { do: "claim" }),
    others: ["nothing"],
  },
  {
    name: "claim of a plan whose worker was lost",
    prepare: async (judge, count) => {
      const { plan } = await claimed(judge, "full-auto");
      await judge.do({ do: "lapse", plan: plan.plan });
      return same(plan, count, { do: "claim" });
    },
    others: ["nothing"],
  },
  {
    name: "report under one token",
    prepare: async (judge, count) => {
      const { plan: seen, token } = await claimed(judge, "full-auto");
      const { plan } = seen;
      const reports: ReadonlyArray<Command> = [
        { do: "complete", plan, token },
        { do: "fail", plan, token, transient: false },
        { do: "release", plan, token },
      ];
      const commands = Array.from({ length: count }, (_, at) => reports[at % reports.length]);
      return { plan: seen, commands: commands.filter((command) => command !== undefined) };
    },
    others: ["LeaseLost"],
  },
  {
    name: "reclaim",
    prepare: async (judge, count) => {
      const { plan } = await claimed(judge, "full-auto");
      await judge.do({ do: "lapse", plan: plan.plan });
      return same(plan, count, { do: "reclaim", plan: plan.plan });
    },
    others: ["WrongState"],
  },
  {
    name: "retry",
    prepare: async (judge, count) => {
      const plan = await stopped(judge);
      return same(plan, count, { do: "retry", plan: plan.plan, ifVersion: null });
    },
    others: ["WrongState"],
  },
  {
    name: "revert",
    prepare: async (judge, count) => {
      const plan = await executed(judge);
      return same(plan, count, { do: "revert", plan: plan.plan, ifVersion: null });
    },
    others: ["WrongState"],
  },
  {
    name: "cancel",
    prepare: async (judge, count) => {
      const plan = await judge.root("manual");
      return same(plan, count, { do: "cancel", plan: plan.plan, ifVersion: null });
    },
    others: ["WrongState"],
  },
  {
    name: "delete",
    prepare: async (judge, count) => {
      const plan = await judge.root("manual");
      return same(plan, count, { do: "delete", plan: plan.plan, tree: true });
    },
    others: ["NotFound"],
  },
];

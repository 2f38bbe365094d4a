import { planIdFromKey } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { actorOf } from "../history/carryOut.ts";
import type { Doors } from "../history/Doors.ts";
import type { Judge } from "../races/Judge.ts";

const CALLER = actorOf(0);

/** Something that a caller wants, once; and whether it has happened, as somebody else finds it. */
export interface Trial {
  /** The plan that it is about; empty where it makes one. */
  readonly plan: string;
  readonly deed: (doors: Doors) => Effect.Effect<unknown, unknown>;
  readonly happened: () => Promise<boolean>;
}

/** Makes a trial of its own each time. */
export type Preparation = (judge: Judge) => Promise<Trial>;

const exists = ({ doors }: Judge, name: string): Promise<boolean> =>
  Effect.runPromise(Effect.map(doors.plans.list({ pattern: name }), ({ plans }) => plans.length > 0));

/** What callers want: one that adds, one that changes a tree in many statements, one that takes. */
export const PREPARATIONS: { readonly [name: string]: Preparation } = {
  use: async (judge) => {
    const name = judge.newName();
    return {
      plan: "",
      deed: ({ plans }) =>
        plans.use({
          actor: CALLER,
          action: "local/build",
          projects: [{ name: "local/app", alias: null, readOnly: false }],
          name,
          automationProfile: "manual",
        }),
      happened: () => exists(judge, name),
    };
  },

  cancel: async (judge) => {
    const { plan: root } = await judge.root("manual");
    for (let child = 0; child < 3; child++)
      await judge.do({ do: "spawn", plan: root, subplans: null, dependsOn: [] });
    return {
      plan: root,
      deed: ({ plans }) => plans.cancel({ actor: CALLER, id: root }),
      happened: async () => {
        const listed = await Effect.runPromise(
          judge.doors.uow.read((stores) => stores.plans.list({ root: planIdFromKey(root) }, { limit: 10 })),
        );
        const cancelled = listed.filter(({ plan }) => plan.processingState === "cancelled").length;
        if (cancelled !== 0 && cancelled !== listed.length)
          throw new Error(`${cancelled} of ${listed.length} plans of ${root} are cancelled`);
        return cancelled > 0;
      },
    };
  },

  claim: async (judge) => {
    const { plan } = await judge.root("full-auto");
    return {
      plan,
      deed: ({ plans }) => plans.claim({ actor: CALLER }),
      happened: async () => {
        const { state } = await judge.one({ do: "get", plan });
        // The next claim must not find what this one has left.
        if (state === "queued") await judge.do({ do: "cancel", plan, ifVersion: null });
        return state === "processing";
      },
    };
  },
};

import {
  type Action,
  type Actions,
  type Actor,
  type ClaimAnswer,
  type Decision,
  type PlanAnswer,
  type Plans,
  type PlanTree,
  parseActor,
} from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { CommandError } from "../command/CommandError.ts";

/** Everything that happened, in the order in which it did. */
export interface Story {
  readonly action: Action;
  readonly used: PlanAnswer;
  readonly strategy: ClaimAnswer;
  /** The strategy was handed in with too little confidence, so the gate `execute` waits. */
  readonly waiting: PlanAnswer;
  readonly decisions: ReadonlyArray<Decision>;
  readonly approved: PlanAnswer;
  readonly work: ClaimAnswer;
  readonly children: ReadonlyArray<PlanAnswer>;
  readonly done: PlanAnswer;
  readonly tree: PlanTree;
}

const actorNamed = (text: string): Actor => {
  const actor = parseActor(text);
  if (actor === undefined) throw new TypeError(`${text} is no actor`);
  return actor;
};

const WORKER = actorNamed("worker:coder-1");
const AGENT = actorNamed("agent:coder");
const PARTS = ["Write a test that shows the bug", "Mend the rounding in the cart"];

const claim = Effect.fnUntraced(function* (
  plans: Plans["Service"],
): Effect.fn.Return<ClaimAnswer, CommandError> {
  const claimed = yield* plans.claim({ actor: WORKER });
  return claimed ?? (yield* Effect.die(new Error("the plan of the quickstart could not be claimed")));
});

/** Takes one plan from its action to the last gate, through the same door as every command. */
export const tellStory = Effect.fnUntraced(function* (
  plans: Plans["Service"],
  actions: Actions["Service"],
  person: Actor,
  file: unknown,
): Effect.fn.Return<Story, CommandError> {
  const { action } = yield* actions.create({ actor: person, file });
  const used = yield* plans.use({
    actor: person,
    action: action.name,
    projects: [{ name: "local/shop", alias: null, readOnly: false }],
    arguments: new Map([["issue", { value: 42 }]]),
    invariants: [],
    surroundings: {},
  });
  const id = used.plan.planId;
  const strategy = yield* claim(plans);
  const waiting = yield* plans.complete({
    actor: WORKER,
    id,
    leaseToken: strategy.leaseToken,
    result: {},
    confidence: 0.7,
  });
  const { decisions } = yield* plans.explain(id, "execute");
  const approved = yield* plans.advance({ actor: person, id, to: "execute" });
  const work = yield* claim(plans);
  const children = yield* Effect.forEach(PARTS, (description) =>
    plans.spawn({ actor: AGENT, id, description, arguments: new Map(), dependsOn: [], confidence: 0.9 }),
  );
  const done = yield* plans.complete({
    actor: WORKER,
    id,
    leaseToken: work.leaseToken,
    result: { sandboxRefs: ["sandbox/42"], lastCheckpointId: "checkpoint-1", cost: 0.12 },
    confidence: 0.95,
  });
  const tree = yield* plans.tree(id);
  return { action, used, strategy, waiting, decisions, approved, work, children, done, tree };
});

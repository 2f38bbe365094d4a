import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { Decision } from "../gate/Decision.ts";
import type { GateRequest } from "../gate/GateRequest.ts";
import { InvalidInput, type Issue } from "../input/InvalidInput.ts";
import { checkText } from "../input/text.ts";
import { allows, askGate } from "../plan/lifecycle/askGate.ts";
import { type Transition, unmoved } from "../plan/lifecycle/Transition.ts";
import type { Moment } from "../plan/Moment.ts";
import type { Plan } from "../plan/Plan.ts";
import type { PlanError } from "../plan/PlanError.ts";
import { isFinished } from "../plan/PlanState.ts";
import type { StorageError } from "../store/StorageError.ts";
import type { Stores } from "../store/UnitOfWork.ts";
import { commitOn } from "./commitOn.ts";
import { checkConfidence } from "./confidence.ts";
import type { PlansContext } from "./PlansContext.ts";
import type { PlanAnswer } from "./PlanView.ts";
import { checkVersion, type PlanCommand, persist, rulesOf, wrongState } from "./transitionPlan.ts";
import { treeCost } from "./treeCost.ts";
import { answerWith } from "./viewPlan.ts";

/** Ask a gate without moving the plan. */
export interface CheckCommand extends PlanCommand, Omit<GateRequest, "facts"> {}

/** The answer of a gate, whatever it is. */
export interface CheckAnswer extends PlanAnswer {
  readonly decision: Decision;
}

const check = (command: CheckCommand): Effect.Effect<void, InvalidInput> => {
  const { cost, operation, skill, tool } = command;
  const issues: Array<Issue> = [];
  if (tool !== undefined) issues.push(...checkText(["tool"], tool, { max: 255 }));
  if (skill !== undefined) issues.push(...checkText(["skill"], skill, { max: 255 }));
  if (operation === "tool" && tool === undefined)
    issues.push({ path: ["tool"], message: "must name the tool that is asked about" });
  if (cost !== undefined && !(Number.isFinite(cost) && cost >= 0))
    issues.push({ path: ["cost"], message: "must be a number of at least 0" });
  return issues.length === 0 ? Effect.void : Effect.fail(new InvalidInput({ subject: "", issues }));
};

const PHASE_OF = { "decide-strategize": "strategize", "decide-execute": "execute" } as const;

const isLegalIn = ({ phase }: Plan, operation: CheckCommand["operation"]): boolean =>
  operation !== "decide-strategize" && operation !== "decide-execute" ? true : phase === PHASE_OF[operation];

const countCall = (
  transition: Transition,
  moment: Moment,
  { operation }: CheckCommand,
  decision: Decision,
): Transition => {
  if (operation !== "tool" || !allows(decision)) return transition;
  const { after: plan, events } = transition;
  const version = plan.version + 1;
  return {
    ...transition,
    after: Object.freeze({
      ...plan,
      callsInPhase: plan.callsInPhase + 1,
      times: { ...plan.times, updatedAt: moment.at },
      version,
    }),
    // The decision names the version that was asked about, its event the version after it.
    events: events.map((event) => ({ ...event, version })),
  };
};

/** Asks a plan's gate and records the decision; nothing else changes, but that a tool that may be used counts as a call. */
export const checkGate = (
  context: PlansContext,
  command: CheckCommand,
): Effect.Effect<CheckAnswer, PlanError | InvalidInput | StorageError> =>
  Effect.andThen(
    Effect.andThen(checkConfidence(command.confidence), check(command)),
    commitOn(
      context,
      command,
      "tree",
      Effect.fnUntraced(function* (
        stores: Stores,
        plan: Plan,
        moment: Moment,
      ): Effect.fn.Return<Result.Result<CheckAnswer, never>, PlanError | StorageError> {
        yield* checkVersion(plan, command);
        const profile = yield* Effect.fromResult(rulesOf(plan));
        if (isFinished(plan.processingState) || !isLegalIn(plan, command.operation)) {
          return yield* wrongState(plan, command.operation);
        }
        const { confidence, cost, operation, skill, tool, unsafe, writes } = command;
        const { decision, transition } = askGate(unmoved(plan), moment, profile, {
          operation,
          confidence,
          cost,
          skill,
          tool,
          unsafe,
          writes,
          treeCost: yield* treeCost(stores, plan, profile),
        });
        const counted = countCall(transition, moment, command, decision);
        yield* persist(stores, counted);
        return Result.succeed({ ...(yield* answerWith(stores, counted.after, decision)), decision });
      }),
    ),
  );

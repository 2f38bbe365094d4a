import * as Arbitrary from "effect/Arbitrary";
import { ACTION_STATES, type Action, type ActionArgument, ARGUMENT_TYPES } from "../../src/action/Action.ts";
import type { SafetyOverride } from "../../src/profile/SafetyOverride.ts";
import { oneOf, orNull, pick } from "./choose.ts";
import { anyInstant } from "./instants.ts";
import { anyJson } from "./json.ts";
import { qualifiedName } from "./names.ts";
import { anyBoolean, real } from "./numbers.ts";
import { someText, text } from "./text.ts";

const LINE = 255;

const withDefault: Arbitrary.Arbitrary<Pick<ActionArgument, "default">> = oneOf<
  Pick<ActionArgument, "default">
>([Arbitrary.Constant({}), Arbitrary.map(anyJson, (value) => ({ default: value }))]);

const argument: Arbitrary.Arbitrary<Omit<ActionArgument, "name">> = Arbitrary.map(
  Arbitrary.all([
    Arbitrary.all({
      type: pick(ARGUMENT_TYPES),
      required: anyBoolean,
      description: orNull(text()),
      min: orNull(real(-1e9, 1e9)),
      max: orNull(real(-1e9, 1e9)),
      pattern: orNull(text(100)),
    }),
    withDefault,
  ]),
  ([rest, given]) => ({ ...rest, ...given }),
);

const safetyProfile: Arbitrary.Arbitrary<SafetyOverride> = oneOf<SafetyOverride>([
  Arbitrary.Constant({ requireHumanApproval: true }),
  Arbitrary.Constant({ allowUnsafeTools: false, maxRetriesPerStep: 0, allowedSkillCategories: ["a", "é"] }),
  Arbitrary.Constant({ maxCostPerPlan: 0.1, maxTotalCost: 2.5 }),
]);

/** Any action, as rich as adopted and new ones can be. */
export const anyAction: Arbitrary.Arbitrary<Action> = Arbitrary.map(
  Arbitrary.all({
    name: qualifiedName,
    description: text(),
    longDescription: orNull(text()),
    definitionOfDone: orNull(text()),
    strategyActor: someText(LINE),
    executionActor: someText(LINE),
    estimationActor: orNull(someText(LINE)),
    reviewActor: orNull(someText(LINE)),
    applyActor: orNull(someText(LINE)),
    invariantActor: orNull(someText(LINE)),
    automationProfile: orNull(someText(LINE)),
    safetyProfile: orNull(safetyProfile),
    reusable: anyBoolean,
    readOnly: anyBoolean,
    state: pick(ACTION_STATES),
    arguments: Arbitrary.array(argument, { maxLength: 4 }),
    invariants: Arbitrary.array(text(), { maxLength: 3 }),
    tags: Arbitrary.array(text(60), { maxLength: 3 }),
    createdBy: orNull(someText(LINE)),
    createdAt: anyInstant,
    updatedAt: anyInstant,
  }),
  (action): Action => ({
    ...action,
    arguments: action.arguments.map((rest, index) => ({ name: `argument_${index}`, ...rest })),
    version: 1,
  }),
);

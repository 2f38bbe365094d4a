import type { TargetPhase } from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { Answer } from "../command/Answer.ts";
import type { Call } from "../command/Call.ts";
import type { CommandError } from "../command/CommandError.ts";
import { readNumber } from "../input/readText.ts";
import { withPlans } from "../ledger/withPlans.ts";
import { movedAnswer } from "./planAnswers.ts";

/** The phases that a plan can be moved to. */
export const TARGETS = ["strategize", "execute", "apply"] as const satisfies ReadonlyArray<TargetPhase>;

/** What was typed. */
export interface AdvanceTyped {
  readonly id: string;
  readonly to: TargetPhase;
  readonly confidence: string | undefined;
  readonly dryRun: boolean;
}

/** Moves a plan to its next phase, under whichever name the command was called. */
export const advance = (call: Call, typed: AdvanceTyped): Effect.Effect<Answer, CommandError> =>
  Effect.flatMap(readNumber("--confidence", typed.confidence), (confidence) =>
    Effect.map(
      withPlans(call, (plans) =>
        plans.advance({ actor: call.actor, id: typed.id, to: typed.to, confidence, dryRun: typed.dryRun }),
      ),
      movedAnswer,
    ),
  );

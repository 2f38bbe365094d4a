import * as Effect from "effect/Effect";
import { isConfidence } from "../gate/decide.ts";
import { InvalidInput } from "../input/InvalidInput.ts";

/** A confidence is a number in [0, 1] or was not given; anything else is refused before anything is read. */
export const checkConfidence = (confidence: number | undefined): Effect.Effect<void, InvalidInput> =>
  confidence === undefined || isConfidence(confidence)
    ? Effect.void
    : Effect.fail(InvalidInput.at("", ["confidence"], "must be a number from 0 to 1"));

import {
  type Actions,
  type Actor,
  type Caller,
  type Instant,
  type JsonObject,
  type Plans,
  type Profiles,
  readSubplans,
  readWorkResult,
  type Settings,
  type SubplanSettings,
  type Surroundings,
  type WorkResult,
} from "@planwright/domain";
import type { DomainError } from "@planwright/domain/representation";
import * as Effect from "effect/Effect";
import type { Fields } from "../../Json.ts";
import type { Inputs } from "./Inputs.ts";

/** One request on its way into the domain. */
export interface Ask {
  readonly inputs: Inputs;
  readonly caller: Caller & { readonly actor: Actor };
  readonly surroundingProfile: string | undefined;
  /** The time at which the answer is written. */
  readonly now: () => Instant;
}

/** The documented `data`, and what the command would end with. */
export interface Answered {
  readonly data: Fields;
  readonly exitCode: number;
}

/** One command: inputs to one use case, its result to documented `data`. */
export type UseCase = (
  ask: Ask,
) => Effect.Effect<Answered, DomainError, Plans | Actions | Profiles | Settings>;

/** Documented `data` is plain JSON; round it through text, as every front end does. */
export const answered = (data: object, exitCode = 0): Answered => ({
  data: JSON.parse(JSON.stringify(data)) as Fields,
  exitCode,
});

/** What commands about one plan begin with. */
export const named = (ask: Ask) => ({
  ...ask.caller,
  id: ask.inputs.needed("id"),
  ifVersion: ask.inputs.number("if_version"),
});

export const surroundings = (ask: Ask): Surroundings => ({ automationProfile: ask.surroundingProfile });

export const readSettings = (inputs: Inputs): Effect.Effect<SubplanSettings | undefined, DomainError> =>
  inputs.has("subplans")
    ? Effect.fromResult(readSubplans(inputs.file("subplans")))
    : Effect.succeed(undefined);

export const readResult = (inputs: Inputs): Effect.Effect<WorkResult, DomainError> =>
  Effect.fromResult(readWorkResult(inputs.file("result")));

export const readDetails = (inputs: Inputs): JsonObject => inputs.object("details");

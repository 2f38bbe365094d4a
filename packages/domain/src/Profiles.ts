import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import { makePlansContext } from "./plans/makePlansContext.ts";
import type { PlansContext } from "./plans/PlansContext.ts";
import { type AddProfileCommand, addProfile } from "./profiles/addProfile.ts";
import { compareProfiles } from "./profiles/compareProfiles.ts";
import { listProfiles, readProfileNamed } from "./profiles/readProfiles.ts";
import { type RemoveProfileCommand, removeProfile } from "./profiles/removeProfile.ts";

const make = (context: PlansContext) => ({
  /** Registers a custom profile, or replaces it when asked to. */
  add: (command: AddProfileCommand) => addProfile(context, command),
  /** Removes a custom profile; plans keep their snapshots. */
  remove: (command: RemoveProfileCommand) => removeProfile(context, command),
  /** One profile, built-in or custom. */
  get: (name: string) => readProfileNamed(context, name),
  /** The built-in profiles, then the custom ones by name. */
  list: () => listProfiles(context),
  /** The rules in which two profiles differ; `plan:<id>` stands for a plan's frozen rules. */
  diff: (left: string, right: string) => compareProfiles(context, left, right),
});

/** The use cases about automation profiles; only a person changes them. */
export class Profiles extends Context.Service<Profiles, ReturnType<typeof make>>()(
  "@planwright/domain/Profiles",
) {
  /** The use cases over whatever store is provided. */
  static readonly layer = Layer.effect(Profiles, Effect.map(makePlansContext, make));
}

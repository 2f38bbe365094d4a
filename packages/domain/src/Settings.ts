import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import { makePlansContext } from "./plans/makePlansContext.ts";
import type { PlansContext } from "./plans/PlansContext.ts";
import { listSettings, readSetting, type SettingQuery } from "./settings/readSettings.ts";
import { type SetCommand, writeSetting } from "./settings/writeSetting.ts";

const make = (context: PlansContext) => ({
  /** The setting of a project or of all; null when it was never set. */
  get: (query: SettingQuery) => readSetting(context, query),
  /** Sets it, and records who did. */
  set: (command: SetCommand) => writeSetting(context, command),
  /** All settings. */
  list: () => listSettings(context),
});

/** The use cases about settings that are kept in the ledger; only a person changes them. */
export class Settings extends Context.Service<Settings, ReturnType<typeof make>>()(
  "@planwright/domain/Settings",
) {
  /** The use cases over whatever store is provided. */
  static readonly layer = Layer.effect(Settings, Effect.map(makePlansContext, make));
}

import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type { ActionFilter } from "./action/ActionStore.ts";
import { type ArchiveCommand, archiveAction } from "./actions/archiveAction.ts";
import { type CreateActionCommand, createAction } from "./actions/createAction.ts";
import { listActions, readAction } from "./actions/readActions.ts";
import { makePlansContext } from "./plans/makePlansContext.ts";
import type { PlansContext } from "./plans/PlansContext.ts";

const make = (context: PlansContext) => ({
  /** Adds an action, or replaces it when asked to. */
  create: (command: CreateActionCommand) => createAction(context, command),
  /** Keeps an action from making new plans; plans made from it stay. */
  archive: (command: ArchiveCommand) => archiveAction(context, command),
  /** One action. */
  get: (name: string) => readAction(context, name),
  /** The actions by name. */
  list: (filter: ActionFilter) => listActions(context, filter),
});

/** The use cases about actions, the templates that plans are made from. */
export class Actions extends Context.Service<Actions, ReturnType<typeof make>>()(
  "@planwright/domain/Actions",
) {
  /** The use cases over whatever store is provided. */
  static readonly layer = Layer.effect(Actions, Effect.map(makePlansContext, make));
}

import * as HashMap from "effect/HashMap";
import * as Option from "effect/Option";
import * as Result from "effect/Result";
import type { ActionStore } from "../../src/action/ActionStore.ts";
import { compareUtf8 } from "../../src/name/compareUtf8.ts";
import { deepFreeze } from "./deepFreeze.ts";
import { ask, change, conflict, type Unit } from "./Unit.ts";

const namespaceOf = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf("/")));

/** The actions of a unit of work. */
export const memoryActionStore = (unit: Unit): ActionStore => ({
  find: (name) => ask(unit, (state) => Option.getOrNull(HashMap.get(state.actions, name))),

  insert: (action) =>
    change(unit, (state) => {
      const names = action.arguments.map((argument) => argument.name);
      if (HashMap.has(state.actions, action.name)) return Result.fail(conflict("actions.namespaced_name"));
      if (new Set(names).size < names.length) return Result.fail(conflict("action_arguments.name"));
      return Result.succeed([
        undefined,
        { ...state, actions: HashMap.set(state.actions, action.name, deepFreeze({ ...action })) },
      ]);
    }),

  replace: (action) =>
    change(unit, (state) => {
      const stored = Option.getOrUndefined(HashMap.get(state.actions, action.name));
      if (stored?.version !== action.version - 1) return Result.succeed([false, state]);
      const actions = HashMap.set(state.actions, action.name, deepFreeze({ ...action }));
      return Result.succeed([true, { ...state, actions }]);
    }),

  archive: ({ name, state: actionState, updatedAt, version }) =>
    change(unit, (state) => {
      const stored = Option.getOrUndefined(HashMap.get(state.actions, name));
      if (stored?.version !== version - 1) return Result.succeed([false, state]);
      const archived = deepFreeze({ ...stored, state: actionState, updatedAt, version });
      return Result.succeed([true, { ...state, actions: HashMap.set(state.actions, name, archived) }]);
    }),

  list: (filter) =>
    ask(unit, (state) =>
      Array.from(HashMap.values(state.actions))
        .filter(
          ({ name, state: actionState }) =>
            (filter.namespace === undefined || namespaceOf(name) === filter.namespace) &&
            (filter.state === undefined || actionState === filter.state),
        )
        .sort((a, b) => compareUtf8(a.name, b.name)),
    ),
});

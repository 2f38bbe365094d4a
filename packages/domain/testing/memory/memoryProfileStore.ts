import * as HashMap from "effect/HashMap";
import * as Option from "effect/Option";
import * as Result from "effect/Result";
import { compareUtf8 } from "../../src/name/compareUtf8.ts";
import type { ProfileStore } from "../../src/profile/ProfileStore.ts";
import { deepFreeze } from "./deepFreeze.ts";
import { ask, change, hold, put, type Unit } from "./Unit.ts";

/** The custom profiles of a unit of work. */
export const memoryProfileStore = (unit: Unit): ProfileStore => ({
  find: (name) => ask(unit, (state) => Option.getOrNull(HashMap.get(state.profiles, name))),

  lock: (name) => hold(unit, (state) => Option.getOrNull(HashMap.get(state.profiles, name))),

  put: (profile) =>
    put(unit, (state) => ({
      ...state,
      profiles: HashMap.set(state.profiles, profile.name, deepFreeze({ ...profile })),
    })),

  remove: (name) =>
    change(unit, (state) =>
      Result.succeed([
        HashMap.has(state.profiles, name),
        { ...state, profiles: HashMap.remove(state.profiles, name) },
      ]),
    ),

  all: () =>
    ask(unit, (state) =>
      Array.from(HashMap.values(state.profiles)).sort((a, b) => compareUtf8(a.name, b.name)),
    ),
});

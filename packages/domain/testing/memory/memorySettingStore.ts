import * as HashMap from "effect/HashMap";
import * as Option from "effect/Option";
import { compareUtf8 } from "../../src/name/compareUtf8.ts";
import type { Setting } from "../../src/setting/Setting.ts";
import type { SettingStore } from "../../src/setting/SettingStore.ts";
import { deepFreeze } from "./deepFreeze.ts";
import { ask, hold, put, type Unit } from "./Unit.ts";

const keyOf = ({ key, project }: Pick<Setting, "key" | "project">): string => JSON.stringify([project, key]);

/** Global settings have no project, which comes before every project. */
const compareSettings = (a: Setting, b: Setting): number => {
  if (a.project === null || b.project === null) {
    return a.project === b.project ? compareUtf8(a.key, b.key) : a.project === null ? -1 : 1;
  }
  return compareUtf8(a.project, b.project) || compareUtf8(a.key, b.key);
};

/** The settings of a unit of work. */
export const memorySettingStore = (unit: Unit): SettingStore => ({
  find: (key, project) =>
    ask(unit, (state) => Option.getOrNull(HashMap.get(state.settings, keyOf({ key, project })))),

  lock: (key, project) =>
    hold(unit, (state) => Option.getOrNull(HashMap.get(state.settings, keyOf({ key, project })))),

  put: (setting) =>
    put(unit, (state) => ({
      ...state,
      settings: HashMap.set(state.settings, keyOf(setting), deepFreeze({ ...setting })),
    })),

  all: () => ask(unit, (state) => Array.from(HashMap.values(state.settings)).sort(compareSettings)),
});

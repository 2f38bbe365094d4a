import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { InvalidInput } from "../input/InvalidInput.ts";
import { describeNameProblem, parseName } from "../name/QualifiedName.ts";
import type { PlansContext } from "../plans/PlansContext.ts";
import { isSettingKey, SETTING_KEYS, type Setting, type SettingKey } from "../setting/Setting.ts";
import type { StorageError } from "../store/StorageError.ts";

/** Which setting. */
export interface SettingQuery {
  readonly key: string;
  /** Undefined = the one for all projects. */
  readonly project?: string | undefined;
}

/** A setting's place. */
export interface SettingPlace {
  readonly key: SettingKey;
  readonly project: string | null;
}

/** The place that a query names; fails for keys that do not exist and names that are none. */
export const readPlace = ({ key, project }: SettingQuery): Result.Result<SettingPlace, InvalidInput> => {
  if (!isSettingKey(key)) {
    return Result.fail(InvalidInput.at("", ["key"], `is not a setting; known: ${SETTING_KEYS.join(", ")}`));
  }
  if (project === undefined) return Result.succeed({ key, project: null });
  return Result.mapBoth(parseName(project), {
    onSuccess: (name) => ({ key, project: name.text }),
    onFailure: (problem) => InvalidInput.at("", ["project"], describeNameProblem(problem)),
  });
};

/** One setting, or null. */
export const readSetting = (
  context: PlansContext,
  query: SettingQuery,
): Effect.Effect<
  { readonly place: SettingPlace; readonly setting: Setting | null },
  InvalidInput | StorageError
> =>
  Effect.flatMap(Effect.fromResult(readPlace(query)), (place) =>
    Effect.map(
      context.uow.read((stores) => stores.settings.find(place.key, place.project)),
      (setting) => ({ place, setting }),
    ),
  );

/** All settings, global ones first. */
export const listSettings = (context: PlansContext): Effect.Effect<ReadonlyArray<Setting>, StorageError> =>
  context.uow.read((stores) => stores.settings.all());

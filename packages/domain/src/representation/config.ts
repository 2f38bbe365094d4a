import type { Setting } from "../setting/Setting.ts";
import type { SettingPlace } from "../settings/readSettings.ts";
import type { ConfigGetData, ConfigListData, ConfigSetData } from "./schema/config.ts";

/** `data` of `config set`. Choice: `key project value updated_at updated_by`, project null for all projects. */
export const configSetData = (setting: Setting): ConfigSetData => ({
  key: setting.key,
  project: setting.project,
  value: setting.value,
  updated_at: setting.updatedAt,
  updated_by: setting.updatedBy,
});

/** `data` of `config get`. Choice: the keys of `config set`, with null for what was never set. */
export const configGetData = ({
  place,
  setting,
}: {
  readonly place: SettingPlace;
  readonly setting: Setting | null;
}): ConfigGetData =>
  setting === null
    ? { key: place.key, project: place.project, value: null, updated_at: null, updated_by: null }
    : configSetData(setting);

/** `data` of `config list`, in the order given. Choice: `settings[]`, each with the keys of `config set`. */
export const configListData = (settings: ReadonlyArray<Setting>): ConfigListData => ({
  settings: settings.map(configSetData),
});

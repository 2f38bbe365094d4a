import * as Schema from "effect/Schema";
import { SETTING_KEYS } from "../../setting/Setting.ts";
import { InstantData } from "./instant.ts";

const fields = {
  key: Schema.Literals(SETTING_KEYS),
  project: Schema.NullOr(Schema.String).annotate({ description: "Null: for all projects" }),
  value: Schema.String,
  updated_at: InstantData,
  updated_by: Schema.String,
};

/** `data` of `config set`, and an item of `config list`. */
export const ConfigSetData = Schema.Struct(fields);
export type ConfigSetData = typeof ConfigSetData.Type;

/** `data` of `config get`; all but the place is null where it was never set. */
export const ConfigGetData = Schema.Struct({
  key: fields.key,
  project: fields.project,
  value: Schema.NullOr(fields.value),
  updated_at: Schema.NullOr(fields.updated_at),
  updated_by: Schema.NullOr(fields.updated_by),
});
export type ConfigGetData = typeof ConfigGetData.Type;

/** `data` of `config list`, global settings first. */
export const ConfigListData = Schema.Struct({ settings: Schema.Array(ConfigSetData) });
export type ConfigListData = typeof ConfigListData.Type;

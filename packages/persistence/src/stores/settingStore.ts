import {
  isInstant,
  isSettingKey,
  parseActor,
  type Setting,
  type SettingStore,
  type StorageError,
} from "@planwright/domain";
import * as Effect from "effect/Effect";
import { parseText, writeJson } from "../mapping/json.ts";
import type { Row } from "../rows/Tables.ts";
import { type Args, statement } from "../Statement.ts";
import { corrupt } from "./corrupt.ts";
import { lockedRead, lockName } from "./namedLock.ts";
import type { StoreContext } from "./StoreContext.ts";

/** In place of a project, for settings of all projects: no project has an empty name. */
const GLOBAL = "";

interface SettingArgs extends Args {
  readonly project: string;
  readonly key: string;
  readonly value: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

const FIND = statement<{ readonly project: string; readonly key: string }>()((db, $) =>
  db.selectFrom("pw_settings").selectAll().where("project", "=", $("project")).where("key", "=", $("key")),
);

const ALL = statement()((db) => db.selectFrom("pw_settings").selectAll().orderBy("project").orderBy("key"));

const PUT = statement<SettingArgs>()((db, $) =>
  db
    .insertInto("pw_settings")
    .values({
      project: $("project"),
      key: $("key"),
      value_json: $("value"),
      updated_at: $("updatedAt"),
      updated_by: $("updatedBy"),
    })
    .onConflict((conflict) =>
      conflict.columns(["project", "key"]).doUpdateSet((eb) => ({
        value_json: eb.ref("excluded.value_json"),
        updated_at: eb.ref("excluded.updated_at"),
        updated_by: eb.ref("excluded.updated_by"),
      })),
    ),
);

const readSetting = (row: Row<"pw_settings">): Effect.Effect<Setting, StorageError> => {
  const { key, project, updated_at: updatedAt } = row;
  const value = parseText(row.value_json);
  const updatedBy = parseActor(row.updated_by);
  return isSettingKey(key) && value !== undefined && isInstant(updatedAt) && updatedBy !== undefined
    ? Effect.succeed({ key, project: project === GLOBAL ? null : project, value, updatedAt, updatedBy })
    : corrupt(`the setting ${JSON.stringify(key)}`);
};

/** The settings of a unit of work. */
export const settingStore = ({ session }: StoreContext): SettingStore => {
  const find: SettingStore["find"] = (key, project) =>
    Effect.flatMap(session.get(FIND, { key, project: project ?? GLOBAL }), (row) =>
      row === undefined ? Effect.succeed(null) : readSetting(row),
    );
  return {
    find,
    lock: (key, project) => lockedRead(session, lockName("setting", key, project), find(key, project)),

    put: ({ key, project, updatedAt, updatedBy, value }) =>
      Effect.asVoid(
        session.run(PUT, { key, project: project ?? GLOBAL, value: writeJson(value), updatedAt, updatedBy }),
      ),

    all: () => Effect.flatMap(session.all(ALL, {}), (rows) => Effect.forEach(rows, readSetting)),
  };
};

import {
  isDamaged,
  type Profile,
  type ProfileStore,
  profileText,
  readStoredProfile,
  type StorageError,
} from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { Row } from "../rows/Tables.ts";
import { literal, statement } from "../Statement.ts";
import { corrupt } from "./corrupt.ts";
import { lockedRead, lockName } from "./namedLock.ts";
import type { StoreContext } from "./StoreContext.ts";

const FIND = statement<{ readonly name: string }>()((db, $) =>
  db.selectFrom("pw_profiles").selectAll().where("name", "=", $("name")),
);

const ALL = statement()((db) => db.selectFrom("pw_profiles").selectAll().orderBy("name"));

const PUT = statement<{
  readonly name: string;
  readonly text: string;
  readonly at: string;
  readonly actor: string;
}>()((db, $) =>
  db
    .insertInto("pw_profiles")
    .values({
      name: $("name"),
      profile_json: $("text"),
      created_at: $("at"),
      updated_at: $("at"),
      created_by: $("actor"),
    })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet((eb) => ({
        profile_json: eb.ref("excluded.profile_json"),
        updated_at: eb.ref("excluded.updated_at"),
        version: eb("pw_profiles.version", "+", literal(1)),
      })),
    ),
);

const REMOVE = statement<{ readonly name: string }>()((db, $) =>
  db.deleteFrom("pw_profiles").where("name", "=", $("name")),
);

const readProfile = (row: Row<"pw_profiles">): Effect.Effect<Profile, StorageError> => {
  const profile = readStoredProfile(row.profile_json);
  return isDamaged(profile) || profile.name !== row.name
    ? corrupt(`the automation profile ${row.name}`)
    : Effect.succeed(profile);
};

/** The custom profiles of a unit of work. */
export const profileStore = ({ session }: StoreContext): ProfileStore => {
  const find: ProfileStore["find"] = (name) =>
    Effect.flatMap(session.get(FIND, { name }), (row) =>
      row === undefined ? Effect.succeed(null) : readProfile(row),
    );
  return {
    find,
    lock: (name) => lockedRead(session, lockName("profile", name), find(name)),

    put: (profile, { actor, at }) =>
      Effect.asVoid(session.run(PUT, { name: profile.name, text: profileText(profile), actor, at })),

    remove: (name) => Effect.map(session.run(REMOVE, { name }), (rows) => rows === 1),
    all: () => Effect.flatMap(session.all(ALL, {}), (rows) => Effect.forEach(rows, readProfile)),
  };
};

import type { Action, StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { type ActionColumns, type ArgumentColumns, writeAction, writeArgument } from "../mapping/actions.ts";
import { slotsOf, statement } from "../Statement.ts";
import type { StoreContext } from "./StoreContext.ts";
import { sideBySide } from "./sideBySide.ts";

/** Every column that an action is written into: a new one which nobody writes is a type error. */
const ACTION_COLUMNS: { readonly [C in keyof ActionColumns]: C } = {
  namespaced_name: "namespaced_name",
  namespace: "namespace",
  name: "name",
  description: "description",
  long_description: "long_description",
  definition_of_done: "definition_of_done",
  strategy_actor: "strategy_actor",
  execution_actor: "execution_actor",
  review_actor: "review_actor",
  apply_actor: "apply_actor",
  estimation_actor: "estimation_actor",
  invariant_actor: "invariant_actor",
  automation_profile: "automation_profile",
  reusable: "reusable",
  read_only: "read_only",
  state: "state",
  tags_json: "tags_json",
  created_by: "created_by",
  created_at: "created_at",
  updated_at: "updated_at",
  safety_profile_json: "safety_profile_json",
  version: "version",
};

/** Likewise for an argument. */
const ARGUMENT_COLUMNS: { readonly [C in keyof ArgumentColumns]: C } = {
  name: "name",
  arg_type: "arg_type",
  requirement: "requirement",
  description: "description",
  default_value_json: "default_value_json",
  min_value: "min_value",
  max_value: "max_value",
  validation_pattern: "validation_pattern",
  position: "position",
};

const INSERT = statement<ActionColumns>()((db) =>
  db.insertInto("actions").values(slotsOf(Object.values(ACTION_COLUMNS))),
);

const REPLACE = statement<ActionColumns & { readonly before: number }>()((db, $) =>
  db
    .updateTable("actions")
    .set(slotsOf(Object.values(ACTION_COLUMNS)))
    .where("namespaced_name", "=", $("namespaced_name"))
    .where("version", "=", $("before")),
);

const ARCHIVE = statement<
  Pick<ActionColumns, "namespaced_name" | "state" | "updated_at" | "version"> & { readonly before: number }
>()((db, $) =>
  db
    .updateTable("actions")
    .set({ state: $("state"), updated_at: $("updated_at"), version: $("version") })
    .where("namespaced_name", "=", $("namespaced_name"))
    .where("version", "=", $("before")),
);

const INSERT_ARGUMENT = statement<ArgumentColumns & { readonly action: string }>()((db, $) =>
  db
    .insertInto("action_arguments")
    .values({ action_name: $("action"), ...slotsOf(Object.values(ARGUMENT_COLUMNS)) }),
);

const INSERT_INVARIANT = statement<{
  readonly action: string;
  readonly text: string;
  readonly position: number;
}>()((db, $) =>
  db
    .insertInto("action_invariants")
    .values({ action_name: $("action"), invariant_text: $("text"), position: $("position") }),
);

const DELETE_ARGUMENTS = statement<{ readonly action: string }>()((db, $) =>
  db.deleteFrom("action_arguments").where("action_name", "=", $("action")),
);

const DELETE_INVARIANTS = statement<{ readonly action: string }>()((db, $) =>
  db.deleteFrom("action_invariants").where("action_name", "=", $("action")),
);

const insertParts = (
  { session }: StoreContext,
  { arguments: args, invariants, name: action }: Action,
): Effect.Effect<void, StorageError> =>
  Effect.asVoid(
    sideBySide(session, {
      arguments: session.each(
        INSERT_ARGUMENT,
        args.map((argument, position) => ({ action, ...writeArgument(argument, position) })),
      ),
      invariants: session.each(
        INSERT_INVARIANT,
        invariants.map((text, position) => ({ action, text, position })),
      ),
    }),
  );

/** Adds an action with its arguments and invariants, or nothing. */
export const insertAction = (context: StoreContext, action: Action): Effect.Effect<void, StorageError> =>
  context.session.atomic(
    Effect.andThen(context.session.run(INSERT, writeAction(action)), insertParts(context, action)),
  );

/** Replaces all of an action that has `version - 1`; false when it has not, and then nothing is written. */
export const replaceAction = (
  context: StoreContext,
  action: Action,
): Effect.Effect<boolean, StorageError> => {
  const { session } = context;
  return session.atomic(
    Effect.gen(function* () {
      const replaced = yield* session.run(REPLACE, { ...writeAction(action), before: action.version - 1 });
      if (replaced === 0) return false;
      yield* session.run(DELETE_ARGUMENTS, { action: action.name });
      yield* session.run(DELETE_INVARIANTS, { action: action.name });
      yield* insertParts(context, action);
      return true;
    }),
  );
};

/** Writes state, `updated_at` and version of an action that has `version - 1`; false when it has not. */
export const archiveAction = (
  { session }: StoreContext,
  action: Action,
): Effect.Effect<boolean, StorageError> => {
  const { namespaced_name, state, updated_at, version } = writeAction(action);
  return Effect.map(
    session.run(ARCHIVE, { namespaced_name, state, updated_at, version, before: version - 1 }),
    (rows) => rows === 1,
  );
};

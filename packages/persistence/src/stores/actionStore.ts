import type { Action, ActionFilter, ActionStore, StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { readAction, readArgument } from "../mapping/actions.ts";
import { Damages } from "../mapping/Damages.ts";
import { asText } from "../mapping/scalars.ts";
import type { Row } from "../rows/Tables.ts";
import { type Args, type Statement, statement } from "../Statement.ts";
import { reportDamages } from "./reportDamages.ts";
import type { StoreContext } from "./StoreContext.ts";
import { archiveAction, insertAction, replaceAction } from "./writeAction.ts";

interface ActionArgs extends Args {
  readonly name: string;
  readonly namespace: string;
  readonly state: string;
}

const select = (
  ...by: ReadonlyArray<"name" | "namespace" | "state">
): Statement<ActionArgs, Row<"actions">> =>
  statement<ActionArgs>()((db, $) => {
    let query = db.selectFrom("actions").selectAll().orderBy("namespaced_name");
    if (by.includes("name")) query = query.where("namespaced_name", "=", $("name"));
    if (by.includes("namespace")) query = query.where("namespace", "=", $("namespace"));
    if (by.includes("state")) query = query.where("state", "=", $("state"));
    return query;
  });

const FIND = select("name");
const ALL = select();
const OF_NAMESPACE = select("namespace");
const OF_STATE = select("state");
const OF_BOTH = select("namespace", "state");

const listFor = ({ namespace, state }: ActionFilter): Statement<ActionArgs, Row<"actions">> => {
  if (namespace === undefined) return state === undefined ? ALL : OF_STATE;
  return state === undefined ? OF_NAMESPACE : OF_BOTH;
};

const ARGUMENTS = statement<{ readonly action: string }>()((db, $) =>
  db
    .selectFrom("action_arguments")
    .selectAll()
    .where("action_name", "=", $("action"))
    .orderBy("position")
    .orderBy("id"),
);

const INVARIANTS = statement<{ readonly action: string }>()((db, $) =>
  db
    .selectFrom("action_invariants")
    .select("invariant_text")
    .where("action_name", "=", $("action"))
    .orderBy("position")
    .orderBy("id"),
);

const readOne = Effect.fnUntraced(function* (
  { session }: StoreContext,
  row: Row<"actions">,
): Effect.fn.Return<Action, StorageError> {
  const damages = new Damages();
  const action = row.namespaced_name;
  const rows = yield* session.all(ARGUMENTS, { action });
  const invariants = yield* session.all(INVARIANTS, { action });
  const parts = {
    arguments: rows.map((argument) => readArgument(argument, damages)),
    invariants: invariants.map((invariant) => asText(invariant.invariant_text)),
  };
  const read = readAction(row, parts, damages);
  yield* reportDamages(session.ledger, `Action ${read.name}`, damages.found);
  return read;
});

/** The actions of a unit of work; there are few, so a list reads the parts of each by themselves. */
export const actionStore = (context: StoreContext): ActionStore => ({
  find: (name) =>
    Effect.flatMap(context.session.get(FIND, { name, namespace: "", state: "" }), (row) =>
      row === undefined ? Effect.succeed(null) : readOne(context, row),
    ),

  insert: (action) => insertAction(context, action),
  replace: (action) => replaceAction(context, action),
  archive: (action) => archiveAction(context, action),

  list: (filter) =>
    Effect.flatMap(
      context.session.all(listFor(filter), {
        name: "",
        namespace: filter.namespace ?? "",
        state: filter.state ?? "",
      }),
      (rows) => Effect.forEach(rows, (row) => readOne(context, row)),
    ),
});

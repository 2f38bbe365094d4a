import type { Action, ActionFilter, ActionStore, StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import { readAction, readArgument } from "../mapping/actions.ts";
import { Damages } from "../mapping/Damages.ts";
import { asText } from "../mapping/scalars.ts";
import type { Row } from "../rows/Tables.ts";
import { type Args, type Statement, statement } from "../Statement.ts";
import { reportDamages } from "./reportDamages.ts";
import type { StoreContext } from "./StoreContext.ts";
import { sideBySide } from "./sideBySide.ts";
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

/** The questions for the rows of an action's parts. */
const partsOf = ({ session }: StoreContext, action: string) => ({
  arguments: session.all(ARGUMENTS, { action }),
  invariants: session.all(INVARIANTS, { action }),
});

type Parts = {
  readonly [P in keyof ReturnType<typeof partsOf>]: Effect.Success<ReturnType<typeof partsOf>[P]>;
};

const assemble = (
  { session }: StoreContext,
  row: Row<"actions">,
  parts: Parts,
): Effect.Effect<Action, StorageError> => {
  const damages = new Damages();
  const read = readAction(
    row,
    {
      arguments: parts.arguments.map((argument) => readArgument(argument, damages)),
      invariants: parts.invariants.map((invariant) => asText(invariant.invariant_text)),
    },
    damages,
  );
  return Effect.as(reportDamages(session.ledger, `Action ${read.name}`, damages.found), read);
};

const readOne = (context: StoreContext, row: Row<"actions">): Effect.Effect<Action, StorageError> =>
  Effect.flatMap(sideBySide(context.session, partsOf(context, row.namespaced_name)), (parts) =>
    assemble(context, row, parts),
  );

/** The actions of a unit of work; there are few, so a list reads the parts of each by themselves. */
export const actionStore = (context: StoreContext): ActionStore => ({
  find: (name) =>
    Effect.flatMap(
      sideBySide(context.session, {
        row: context.session.get(FIND, { name, namespace: "", state: "" }),
        ...partsOf(context, name),
      }),
      ({ row, ...parts }) => (row === undefined ? Effect.succeed(null) : assemble(context, row, parts)),
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

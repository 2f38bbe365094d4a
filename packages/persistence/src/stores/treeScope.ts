import type { PlanId, StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import {
  type Compilable,
  type Expression,
  expressionBuilder,
  type Kysely,
  type SelectQueryBuilder,
  type SqlBool,
} from "kysely";
import type { Engine } from "../Engine.ts";
import type { Tables } from "../rows/Tables.ts";
import type { Session } from "../Session.ts";
import { type Args, type Slots, type Statement, statement } from "../Statement.ts";

/** The plan at the top of what a statement is about. */
export interface TopArgs extends Args {
  readonly top: string;
}

/** True for those rows of `v3_plans` that a statement is about. */
export type Scope<A extends Args> = (db: Kysely<Tables>, $: Slots<A>) => Expression<SqlBool>;

/** Conditions on `v3_plans`. */
export const onPlans = () => expressionBuilder<Tables, "v3_plans">();

/** The plans, under the name `top`, below which a tree is looked for. */
type Tops = SelectQueryBuilder<Tables & { readonly top: Tables["v3_plans"] }, "top", { plan_id: string }>;

/** Plans and everything below them, found level by level within one statement. */
export const subtreeOf = (db: Kysely<Tables>, tops: (all: Tops) => Tops): Expression<SqlBool> =>
  onPlans()(
    "v3_plans.plan_id",
    "in",
    db
      .withRecursive("tree", (cte) =>
        tops(cte.selectFrom("v3_plans as top").select("top.plan_id")).unionAll(
          cte
            .selectFrom("v3_plans as child")
            .innerJoin("tree", "tree.plan_id", "child.parent_plan_id")
            .select("child.plan_id"),
        ),
      )
      .selectFrom("tree")
      .select("tree.plan_id"),
  );

/** A plan and everything below it. */
export const subtree: Scope<TopArgs> = (db, $) =>
  subtreeOf(db, (tops) => tops.where("top.plan_id", "=", $("top")));

/** The whole tree of a root: one look into the index of roots, whatever its shape. */
export const wholeTree: Scope<TopArgs> = (_, $) => onPlans()("v3_plans.root_plan_id", "=", $("top"));

const PARENT = statement<TopArgs>()((db, $) =>
  db.selectFrom("v3_plans").select("parent_plan_id").where("plan_id", "=", $("top")),
);

/** True for the root of a tree, whose subtree is the whole tree; false for any other plan and an unknown one. */
export const isRootPlan = (session: Session, top: PlanId): Effect.Effect<boolean, StorageError> =>
  Effect.map(session.get(PARENT, { top }), (row) => row?.parent_plan_id === null);

/** A statement about a subtree in its two forms. */
export interface TreeStatement<A extends Args, Row> {
  readonly whole: Statement<A, Row>;
  readonly part: Statement<A, Row>;
}

/** Writes a statement about a subtree once, in both forms. */
export const treeStatement =
  <A extends TopArgs = TopArgs>() =>
  <Row>(
    build: (db: Kysely<Tables>, $: Slots<A>, within: Expression<SqlBool>, engine: Engine) => Compilable<Row>,
  ): TreeStatement<A, Row> => ({
    whole: statement<A>()((db, $, engine) => build(db, $, wholeTree(db, $), engine)),
    part: statement<A>()((db, $, engine) => build(db, $, subtree(db, $), engine)),
  });

/** The form of a statement that fits a root, or any other plan. */
export const formOf = <A extends Args, Row>(
  { part, whole }: TreeStatement<A, Row>,
  isRoot: boolean,
): Statement<A, Row> => (isRoot ? whole : part);

/** The form of a statement that fits a plan, which is asked for. */
export const formFor = <A extends Args, Row>(
  session: Session,
  statement: TreeStatement<A, Row>,
  top: PlanId,
): Effect.Effect<Statement<A, Row>, StorageError> =>
  Effect.map(isRootPlan(session, top), (isRoot) => formOf(statement, isRoot));

import type { Expression, Kysely, SqlBool } from "kysely";
import type { Tables } from "../rows/Tables.ts";
import { type Args, type Slots, type Statement, statement } from "../Statement.ts";

/**
 * A statement that locks plans in the order of their ids, whoever asks for them, and answers how many there were. What a
 * condition says of a plan that others changed meanwhile is looked at again once it is locked.
 */
export const keepStatement = <A extends Args>(
  where: (db: Kysely<Tables>, $: Slots<A>) => Expression<SqlBool>,
): Statement<A, { readonly plans: number }> =>
  statement<A>()((db, $) =>
    db
      .selectFrom(
        db
          .selectFrom("v3_plans")
          .select("v3_plans.plan_id")
          .where(where(db, $))
          .orderBy("v3_plans.plan_id")
          .forNoKeyUpdate()
          .as("kept"),
      )
      .select((eb) => eb.fn.countAll<number>().as("plans")),
  );

import type { Subject } from "./Subject.ts";

const COLUMNS =
  "plan_id, parent_plan_id, root_plan_id, action_name, description, automation_profile, effective_profile_snapshot, created_at, updated_at";

/** A plan as a row of `v3_plans`. */
export interface PlanRow {
  readonly id: string;
  readonly parent?: string | null;
  readonly root?: string | null;
  readonly profile?: string | null;
  readonly snapshot?: string | null;
}

const literal = (value: string | null): string => (value === null ? "NULL" : `'${value}'`);

/** The statement that adds a plan; a root without more. */
export const inserting = ({ id, parent = null, root = id, profile = "p", snapshot = "s" }: PlanRow): string =>
  `INSERT INTO v3_plans (${COLUMNS}) VALUES (${[id, parent, root, "local/a", "d", profile, snapshot, "t", "t"].map(literal).join(", ")})`;

/** The statement that adds a plan with the values of another, but for one column, which gets none. */
export const insertingWithout = (left: string): string => {
  const columns = COLUMNS.split(", ")
    .filter((column) => column !== left && column !== "plan_id")
    .join(", ");
  return `INSERT INTO v3_plans (plan_id, ${columns}) SELECT 'X', ${columns} FROM v3_plans WHERE plan_id = 'S'`;
};

/** R with the child C1, which has the child C2, and S alone. */
export const plantForest = async ({ run }: Subject): Promise<void> => {
  await run(inserting({ id: "R" }));
  await run(inserting({ id: "C1", parent: "R", root: "R" }));
  await run(inserting({ id: "C2", parent: "C1", root: "R" }));
  await run(inserting({ id: "S" }));
};

/** Numbers from 10,000,000 on, as many as are asked for, as the rows of `number`. */
const numbers = (count: number): string =>
  `WITH RECURSIVE number (n) AS (SELECT 10000000 UNION ALL SELECT n + 1 FROM number WHERE n < ${9_999_999 + count})`;

const REST = "'local/a', 'd', 'p', 's', 't', 't' FROM number";

/** A chain below P10000000, its root inserted first, so that an undeferred delete meets a parent before its child. */
export const chainOf = (length: number): string =>
  `INSERT INTO v3_plans (${COLUMNS}) ${numbers(length)}
   SELECT 'P' || n, CASE WHEN n > 10000000 THEN 'P' || (n - 1) END, 'P10000000', ${REST}`;

/** Plans without parents or children. */
export const loners = (count: number): string =>
  `INSERT INTO v3_plans (${COLUMNS}) ${numbers(count)} SELECT 'Q' || n, NULL, 'Q' || n, ${REST}`;

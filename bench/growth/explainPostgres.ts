import type { Client } from "pg";
import type { PostgresCall } from "../postgres/recordCalls.ts";
import type { QueryPlan } from "./GrownLedger.ts";
import { shortText } from "./shortText.ts";

/** A node as `EXPLAIN (FORMAT JSON)` has it; buffers include those of the nodes below. */
interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly Operation?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Shared Hit Blocks": number;
  readonly "Shared Read Blocks": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: ReadonlyArray<PlanNode>;
}

/** Nodes that only pass on what others have found. */
const PASSING = new Set(["Result", "CTE Scan", "Subquery Scan", "Materialize", "Function Scan", "Append"]);

const amount = (count: number, what: string): string =>
  `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;

const named = (node: PlanNode): string => {
  const type = node.Operation ?? node["Node Type"];
  const object = node["Index Name"] ?? node["Relation Name"];
  return object === undefined ? type : `${type} ${object}`;
};

/** The nodes that did something, each on a line with its rows and the buffers that it and those below it have touched. */
const stepsOf = (node: PlanNode, depth = 0): ReadonlyArray<string> => {
  if (node["Actual Loops"] === 0) return [];
  const passes = PASSING.has(node["Node Type"]);
  const below = (node.Plans ?? []).flatMap((child) => stepsOf(child, passes ? depth : depth + 1));
  if (passes) return below;
  const rows = Math.round(node["Actual Rows"] * node["Actual Loops"]);
  const removed = node["Rows Removed by Filter"] ?? 0;
  const line = [
    `${"  ".repeat(depth)}${named(node)}: ${amount(rows, "row")}`,
    ...(removed > 0 ? [`${(removed * node["Actual Loops"]).toLocaleString("en")} passed over`] : []),
    amount(node["Shared Hit Blocks"] + node["Shared Read Blocks"], "buffer"),
  ];
  return [line.join(", "), ...below];
};

/** Borders of transactions, and rows that are written without looking for any. */
const PLANLESS = /^(?:BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|insert into .* values )/i;

/**
 * Runs statements once more in a transaction that is rolled back, each prepared with a plan for all values as the ledger's
 * connections have them, and tells what the server did.
 */
export const explainCalls = async (
  client: Client,
  calls: ReadonlyArray<PostgresCall>,
): Promise<ReadonlyArray<QueryPlan>> => {
  const plans: Array<QueryPlan> = [];
  await client.query("BEGIN");
  for (const [index, { text, values }] of calls.entries()) {
    if (PLANLESS.test(text)) continue;
    const literals = values.map((value) => (value === null ? "NULL" : client.escapeLiteral(value)));
    const given = literals.length === 0 ? "" : `(${literals.join(", ")})`;
    await client.query(`PREPARE explained_${index} AS ${text}`);
    // What a session is told counts for the statements after it, so it must be told more than a plan.
    if (text.includes("set_config(")) await client.query(`EXECUTE explained_${index}${given}`);
    const { rows } = await client.query<{
      readonly "QUERY PLAN": ReadonlyArray<{ readonly Plan: PlanNode }>;
    }>(`EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) EXECUTE explained_${index}${given}`);
    const plan = rows[0]?.["QUERY PLAN"][0]?.Plan;
    if (plan !== undefined) plans.push({ statement: shortText(text), steps: stepsOf(plan) });
  }
  await client.query("ROLLBACK");
  await client.query("DEALLOCATE ALL");
  return plans.filter(({ steps }) => steps.length > 0);
};

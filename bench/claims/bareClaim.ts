import { connect } from "../postgres/connect.ts";
import type { Worker } from "./Worker.ts";

/**
 * A queue as it is usually written on PostgreSQL: the first that waits and that nobody else has locked. It changes the
 * columns that a claim changes, in the order of the queue, and knows nothing of siblings, leases, gates or history.
 */
const claimReturning = (columns: string): string => `UPDATE v3_plans
  SET processing_state = 'processing', lease_fence = lease_fence + 1, version = version + 1,
    strategize_started_at = coalesce(strategize_started_at, $1), updated_at = $1
  WHERE plan_id = (
    SELECT plan_id FROM v3_plans
    WHERE processing_state = 'queued' AND phase <> 'action'
    ORDER BY queued_at NULLS FIRST, plan_id
    LIMIT 1 FOR UPDATE SKIP LOCKED
  )
  RETURNING ${columns}`;

/** The statement is planned once for all values, and by the index of the queue however small the table is. */
const OPTIONS = "-c enable_seqscan=off -c plan_cache_mode=force_generic_plan -c jit=off";

/** A worker with a connection of its own and the statement prepared on it. */
export const bareWorker = async (url: string, columns: string): Promise<Worker> => {
  const text = claimReturning(columns);
  const client = await connect({ connectionString: url, options: OPTIONS });
  return {
    claim: async () => {
      const at = new Date().toISOString().replace("Z", "000Z");
      const { rows } = await client.query<{ readonly plan_id: string; readonly lease_fence: string }>({
        name: "claim",
        text,
        values: [at],
      });
      const [row] = rows;
      return row === undefined ? null : [row.plan_id, Number(row.lease_fence)];
    },
    close: () => client.end(),
  };
};

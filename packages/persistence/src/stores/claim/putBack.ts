import type { StorageError } from "@planwright/domain";
import * as Effect from "effect/Effect";
import type { PlanRow } from "../../mapping/readPlan.ts";
import { type Args, literal, statement } from "../../Statement.ts";
import type { StoreContext } from "../StoreContext.ts";
import { sideBySide } from "../sideBySide.ts";

interface PutBackArgs extends Args {
  readonly planId: string;
  readonly fence: number;
  readonly strategized: string | null;
  readonly executed: string | null;
  readonly applied: string | null;
  readonly updatedAt: string;
  readonly version: number;
}

const PLAN = statement<PutBackArgs>()((db, $) =>
  db
    .updateTable("v3_plans")
    .set({
      processing_state: literal("queued"),
      lease_fence: $("fence"),
      strategize_started_at: $("strategized"),
      execute_started_at: $("executed"),
      apply_started_at: $("applied"),
      updated_at: $("updatedAt"),
      version: $("version"),
    })
    .where("plan_id", "=", $("planId")),
);

const LEASE = statement<{ readonly planId: string }>()((db, $) =>
  db.deleteFrom("pw_leases").where("plan_id", "=", $("planId")),
);

/**
 * Undoes a claim within its own unit of work, so that nobody ever learns of it: every column that a claim writes gets the
 * text back that it had.
 */
export const putBack = ({ session }: StoreContext, row: PlanRow): Effect.Effect<void, StorageError> =>
  Effect.asVoid(
    sideBySide(session, {
      plan: session.run(PLAN, {
        planId: row.plan_id,
        fence: row.lease_fence,
        strategized: row.strategize_started_at,
        executed: row.execute_started_at,
        applied: row.apply_started_at,
        updatedAt: row.updated_at,
        version: row.version,
      }),
      lease: session.run(LEASE, { planId: row.plan_id }),
    }),
  );

import type { WorkFilter } from "@planwright/domain";
import type { Kysely, SelectQueryBuilder } from "kysely";
import type { Tables } from "../../rows/Tables.ts";
import { type Args, literal, type Slots } from "../../Statement.ts";

/** The values of a worker's filter. */
export interface QueueArgs extends Args {
  readonly phase: string;
  readonly project: string;
}

/** Which parts of a filter are given, each of which has a statement of its own. */
export type QueueForm = "any" | "phase" | "project" | "both";

/** The form of a filter. */
export const queueForm = ({ phase, project }: WorkFilter): QueueForm => {
  if (phase === undefined) return project === undefined ? "any" : "project";
  return project === undefined ? "phase" : "both";
};

/** The values of a filter; what is not given has no slot in the statement of its form. */
export const queueArgs = ({ phase, project }: WorkFilter): QueueArgs => ({
  phase: phase ?? "",
  project: project ?? "",
});

type Queue = SelectQueryBuilder<Tables, "v3_plans", Record<never, never>>;

/**
 * The plans that wait for a worker, whatever their siblings do, first those that come first, with the conditions of the
 * index of claims; a plan that was never queued comes before all others.
 */
export const claimQueue = (db: Kysely<Tables>, $: Slots<QueueArgs>, form: QueueForm): Queue => {
  let queue: Queue = db
    .selectFrom("v3_plans")
    .where("v3_plans.processing_state", "=", literal("queued"))
    .where("v3_plans.phase", "<>", literal("action"))
    .where("v3_plans.profile_digest", "is not", null)
    .where("v3_plans.profile_name", "is not", null)
    .orderBy("v3_plans.queued_at", (order) => order.asc().nullsFirst())
    .orderBy("v3_plans.plan_id");
  if (form === "phase" || form === "both") queue = queue.where("v3_plans.phase", "=", $("phase"));
  if (form === "project" || form === "both") {
    queue = queue.where((eb) =>
      eb.exists(
        eb
          .selectFrom("plan_projects")
          .select(literal(1).as("one"))
          .whereRef("plan_projects.plan_id", "=", "v3_plans.plan_id")
          .where("plan_projects.project_name", "=", $("project")),
      ),
    );
  }
  return queue;
};

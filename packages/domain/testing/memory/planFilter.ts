import { isDamaged } from "../../src/json/Damaged.ts";
import { compareUtf8 } from "../../src/name/compareUtf8.ts";
import type { Plan } from "../../src/plan/Plan.ts";
import type { PlanFilter } from "../../src/plan/PlanQuery.ts";
import { isRecoverable } from "../../src/plan/PlanState.ts";
import { matchesGlob } from "./matchesGlob.ts";
import { orderText } from "./planOrder.ts";

const waitsForPerson = ({ phase, processingState: state }: Plan): boolean =>
  isRecoverable(state) ||
  (phase === "action" && state === "queued") ||
  ((phase === "strategize" || phase === "execute") && state === "complete");

const profileName = ({ automationProfile: ref }: Plan): string | null => (isDamaged(ref) ? null : ref.name);

const equal = <T>(wanted: T | undefined, value: T | null): boolean =>
  wanted === undefined || wanted === value;

/** True when a plan passes every part of a filter that is given. */
export const passesFilter = (plan: Plan, filter: PlanFilter): boolean =>
  equal(filter.phase, plan.phase) &&
  equal(filter.state, plan.processingState) &&
  equal(filter.action, plan.actionName) &&
  equal(filter.root, plan.rootPlanId) &&
  equal(filter.profile, profileName(plan)) &&
  (filter.project === undefined || plan.projects.some((project) => project.name === filter.project)) &&
  (filter.needsApproval !== true || waitsForPerson(plan)) &&
  (filter.since === undefined || compareUtf8(orderText(plan.times.createdAt), filter.since) >= 0) &&
  (filter.pattern === undefined || (plan.name !== null && matchesGlob(filter.pattern, plan.name)));

/**
 * One plan as the sequential model knows it. The model is written from the tables of domain.md section 4 and by nobody
 * else's code, so that a fault of the domain is not repeated in it.
 */
export interface PlanState {
  readonly life: "unborn" | "alive" | "deleted";
  readonly phase: string;
  readonly state: string;
  readonly version: number;
  /** Of the last claim; 0 = never claimed. */
  readonly fence: number;
  /** Exists exactly while the plan is `processing`; dead when its worker was silent for too long. */
  readonly lease: "none" | "live" | "dead";
  readonly reversions: number;
}

/** Before anything is known of a plan. */
export const UNBORN: PlanState = {
  life: "unborn",
  phase: "action",
  state: "queued",
  version: 0,
  fence: 0,
  lease: "none",
  reversions: 0,
};

/** Equal for equal states only. */
export const stateKey = (plan: PlanState): string =>
  `${plan.life} ${plan.phase}/${plan.state} v${plan.version} f${plan.fence} ${plan.lease} r${plan.reversions}`;

/** `phase/state`. */
export const placeOf = ({ phase, state }: PlanState): string => `${phase}/${state}`;

/** True when nothing may follow. */
export const isFinished = ({ state }: PlanState): boolean => state === "applied" || state === "cancelled";

/** True while somebody may call the plan's next move: it exists and is not finished. */
export const isOpen = (plan: PlanState): boolean => plan.life === "alive" && !isFinished(plan);

import { Instant, type PlanId } from "@planwright/domain";
import type { SeedPlan } from "../seed/SeedPlan.ts";
import type { Sample } from "./Sample.ts";

/** Plans that are looked at again and again. */
const LOOKED_AT = 500;

/** Plans that are newer than the instant of a sample. */
const NEWER = 200;

/** Passes plans on and notes where to look among them. */
export class Sampler {
  readonly #size: number;
  readonly #ids: Array<PlanId> = [];
  #tree: PlanId | undefined;
  #middle: SeedPlan | undefined;
  #since: SeedPlan | undefined;

  constructor(size: number) {
    this.#size = size;
  }

  *over(plans: Iterable<SeedPlan>): Generator<SeedPlan> {
    const every = Math.max(1, Math.floor(this.#size / LOOKED_AT));
    let index = 0;
    for (const plan of plans) {
      this.#tree ??= plan.planId;
      if (index % every === 0) this.#ids.push(plan.planId);
      if (index === Math.floor(this.#size / 2)) this.#middle = plan;
      if (index === this.#size - NEWER) this.#since = plan;
      index++;
      yield plan;
    }
  }

  /** What was noted, once all plans have passed; the log is told of by whoever can count it. */
  get sample(): Omit<Sample, "event"> {
    if (this.#tree === undefined || this.#middle === undefined || this.#since === undefined)
      throw new Error("too few plans have passed");
    const since = Instant.parse(this.#since.createdAt);
    if (since === undefined) throw new Error("a seed was made at no instant");
    const { createdAt, planId } = this.#middle;
    return { ids: this.#ids, tree: this.#tree, middle: { createdAt, planId }, since };
  }
}

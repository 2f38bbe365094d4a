import type { Sizes } from "../Sizes.ts";
import type { Machine } from "./Machine.ts";
import { isMet, type Measured, type Unmeasured } from "./Measured.ts";

/** Everything that a run found out. */
export interface Report {
  /** When it began, as ISO 8601 in UTC. */
  readonly date: string;
  readonly machine: Machine;
  /** Too little data and too few rounds for the times to say anything. */
  readonly quick: boolean;
  readonly sizes: Sizes;
  readonly measured: ReadonlyArray<Measured>;
  readonly unmeasured: ReadonlyArray<Unmeasured>;
}

/** The names of what is not as fast as it should be, or not known to be; a quick run knows of none. */
export const missedGoals = ({ measured, quick, unmeasured }: Report): ReadonlyArray<string> =>
  quick ? [] : [...measured.filter((one) => !isMet(one)), ...unmeasured].map(({ name }) => name);
